import software.amazon.awssdk.services.eksauth.EksAuthClient;
import software.amazon.awssdk.services.eksauth.model.EksAuthException;

/** Calls AssumeRoleForPodIdentity with the AWS SDK for Java. Prints the access key ID, or the error's code. */
public final class Main {
  public static void main(String[] args) {
    try (EksAuthClient client = EksAuthClient.create()) {
      var response = client.assumeRoleForPodIdentity(
          request -> request.clusterName(System.getenv("CLUSTER")).token(System.getenv("TOKEN")));
      System.out.println(response.credentials().accessKeyId());
    } catch (EksAuthException error) {
      System.out.println(error.awsErrorDetails().errorCode());
    }
  }
}
