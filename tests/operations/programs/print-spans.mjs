// Loaded with --import: an OpenTelemetry SDK that prints each span, with all of its attributes and events.
import { trace } from "@opentelemetry/api";
import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

const exporter = {
  export(spans, done) {
    for (const { name, attributes, events, status } of spans) {
      process.stdout.write(`span ${JSON.stringify({ name, attributes, events, status })}\n`);
    }
    done({ code: 0 });
  },
  async shutdown() {},
};
trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
);
