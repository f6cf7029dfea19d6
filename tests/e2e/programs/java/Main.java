import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Answers each line of standard input, {@code get}, with the credentials of the AWS SDK for Java as a line of JSON. */
public final class Main {
  public static void main(String[] args) throws IOException {
    Gson gson = new Gson();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
      while (lines.readLine() != null) {
        System.out.println(gson.toJson(getCredentials(provider)));
      }
    }
  }

  private static Map<String, Object> getCredentials(AwsCredentialsProvider provider) {
    try {
      AwsCredentials credentials = provider.resolveCredentials();
      return Map.of("accessKeyId", credentials.accessKeyId());
    } catch (RuntimeException error) {
      return Map.of("error", Map.of("type", error.getClass().getName(), "message", describe(error)));
    }
  }

  /** Returns the message of an error and of its causes. */
  private static String describe(Throwable error) {
    String cause = error.getCause() == null ? "" : "\nCaused by: " + describe(error.getCause());
    return error + cause;
  }
}
