import TeamsConnector

/// Makes spans of the work of a bot with swift-distributed-tracing.
struct TracingObserver: AppObserver {
    func begin(_ work: ObservedWork) -> any ObservedSpan {
        var context = ServiceContext.current ?? .topLevel
        if ServiceContext.current == nil, let parent = work.parent {
            var headers = ["traceparent": parent.traceparent]
            headers["tracestate"] = parent.state
            InstrumentationSystem.instrument.extract(headers, into: &context, using: TraceHeaders())
        }
        let span = InstrumentationSystem.tracer.startSpan(
            work.kind.rawValue, context: context, ofKind: work.kind == .turn ? .server : .client)
        for (name, value) in work.labels { span.attributes["teams.\(name)"] = .string(value) }
        for (name, value) in work.ids { span.attributes["teams.\(name).id"] = .string(value) }
        return TracedWork(span: span)
    }
}

private struct TracedWork: ObservedSpan {
    let span: any Span

    var trace: TraceContext? {
        var headers: [String: String] = [:]
        InstrumentationSystem.instrument.inject(span.context, into: &headers, using: TraceHeaders())
        return headers["traceparent"].flatMap {
            TraceContext(traceparent: $0, tracestate: headers["tracestate"])
        }
    }

    func run(_ body: () async -> Void) async {
        await ServiceContext.withValue(span.context) { await body() }
    }

    func end(_ outcome: ObservedOutcome) {
        span.attributes["teams.outcome"] = .string(outcome.label)
        if !outcome.succeeded { span.setStatus(SpanStatus(code: .error)) }
        span.end()
    }
}

private struct TraceHeaders: Extractor, Injector {
    func extract(key: String, from headers: [String: String]) -> String? { headers[key.lowercased()] }

    func inject(_ value: String, forKey key: String, into headers: inout [String: String]) {
        headers[key.lowercased()] = value
    }
}
