import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Calls the EKS API with the AWS SDK for Java: each line of standard input is a call, each line of standard output its
 * result, in JSON.
 */
public final class Main {
  public static void main(String[] args) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    try (EksClient client = EksClient.create()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonWriter json = JsonWriter.create();
        write(json, answer(client, JsonNode.parser().parse(line).asObject()));
        out.println(new String(json.getBytes(), UTF_8));
      }
    }
  }

  private static Map<String, Object> answer(EksClient client, Map<String, JsonNode> call) throws Exception {
    Object request = readRequest(call.get("operation").asString(), call.get("input").asObject());
    try {
      return call.get("paginate").asBoolean()
          ? Map.of("pages", paginate(client, (ListPodIdentityAssociationsRequest) request))
          : Map.of("output", call(client, call.get("operation").asString(), request));
    } catch (EksException error) {
      return Map.of("error", describe(error));
    }
  }

  private static Object readRequest(String operation, Map<String, JsonNode> input) throws Exception {
    Class<?> type = Class.forName("software.amazon.awssdk.services.eks.model." + operation + "Request");
    SdkPojo builder = (SdkPojo) type.getMethod("builder").invoke(null);
    for (SdkField<?> field : builder.sdkFields()) {
      if (input.containsKey(field.memberName())) {
        field.set(builder, readValue(input.get(field.memberName())));
      }
    }
    return ((SdkBuilder<?, ?>) builder).build();
  }

  private static Object readValue(JsonNode value) {
    if (value.isNumber()) {
      return Integer.valueOf(value.asNumber());
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isArray()) {
      return value.asArray().stream().map(Main::readValue).collect(Collectors.toList());
    }
    if (value.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      value.asObject().forEach((name, member) -> members.put(name, readValue(member)));
      return members;
    }
    return value.asString();
  }

  private static Object call(EksClient client, String operation, Object request) throws Exception {
    String method = operation.substring(0, 1).toLowerCase() + operation.substring(1);
    try {
      return EksClient.class.getMethod(method, request.getClass()).invoke(client, request);
    } catch (InvocationTargetException failure) {
      throw (RuntimeException) failure.getCause();
    }
  }

  private static List<Object> paginate(EksClient client, ListPodIdentityAssociationsRequest request) {
    List<Object> pages = new ArrayList<>();
    client.listPodIdentityAssociationsPaginator(request).forEach(pages::add);
    return pages;
  }

  private static Map<String, Object> describe(EksException error) {
    return Map.of(
        "code", error.awsErrorDetails().errorCode(),
        "status", error.statusCode(),
        "isModeled", error.getClass() != EksException.class,
        "message", error.awsErrorDetails().errorMessage(),
        "members", error);
  }

  /** Names members as the model does, leaves out those that are not set, and writes times in seconds. */
  private static void write(JsonWriter json, Object value) {
    if (value instanceof SdkPojo) {
      json.writeStartObject();
      for (SdkField<?> field : ((SdkPojo) value).sdkFields()) {
        Object member = field.getValueOrDefault(value);
        if (member != null && !(member instanceof SdkAutoConstructMap) && !(member instanceof SdkAutoConstructList)) {
          json.writeFieldName(field.memberName());
          write(json, member);
        }
      }
      json.writeEndObject();
    } else if (value instanceof Map) {
      json.writeStartObject();
      ((Map<?, ?>) value).forEach((name, member) -> {
        json.writeFieldName((String) name);
        write(json, member);
      });
      json.writeEndObject();
    } else if (value instanceof List) {
      json.writeStartArray();
      ((List<?>) value).forEach(item -> write(json, item));
      json.writeEndArray();
    } else if (value instanceof Boolean) {
      json.writeValue((Boolean) value);
    } else if (value instanceof Integer) {
      json.writeValue((Integer) value);
    } else if (value instanceof Instant) {
      json.writeValue(((Instant) value).toEpochMilli() / 1000.0);
    } else {
      json.writeValue(String.valueOf(value));
    }
  }
}
