import LockKit

/// The names of swift-distributed-tracing that ``TracingObserver`` uses, with a tracer that keeps its spans and speaks
/// the W3C headers.
struct ServiceContext: Sendable {
    @TaskLocal static var current: ServiceContext?
    static var topLevel: ServiceContext { ServiceContext() }

    var traceID = String(repeating: "a", count: 32)
    var spanID: String?

    static func withValue<Value>(_ value: ServiceContext?, operation: () async throws -> Value) async rethrows -> Value
    {
        try await $current.withValue(value, operation: operation)
    }
}

enum SpanKind: Sendable { case server, client }

struct SpanStatus: Sendable {
    enum Code: Sendable { case ok, error }
    var code: Code
}

enum SpanAttribute: Sendable, Hashable { case string(String) }

struct SpanAttributes: Sendable {
    private(set) var kept: [String: SpanAttribute] = [:]
    subscript(name: String) -> SpanAttribute? {
        get { kept[name] }
        set { kept[name] = newValue }
    }
}

protocol Span: Sendable {
    var context: ServiceContext { get }
    var attributes: SpanAttributes { get nonmutating set }
    func setStatus(_ status: SpanStatus)
    func end()
}

protocol Extractor: Sendable {
    associatedtype Carrier
    func extract(key: String, from carrier: Carrier) -> String?
}

protocol Injector: Sendable {
    associatedtype Carrier
    func inject(_ value: String, forKey key: String, into carrier: inout Carrier)
}

protocol Tracer: Sendable {
    associatedtype SpanOfTracer: Span
    func startSpan(_ name: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind) -> SpanOfTracer
    func extract<Extract: Extractor>(
        _ carrier: Extract.Carrier, into context: inout ServiceContext, using extractor: Extract)
    func inject<Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Inject.Carrier, using injector: Inject)
}

enum InstrumentationSystem {
    static let kept = KeepingTracer()
    static var tracer: any Tracer { kept }
    static var instrument: any Tracer { kept }
}

/// Keeps every span.
final class KeepingTracer: Tracer {
    final class KeptSpan: Span {
        let name: String
        let kind: SpanKind
        let parent: String?
        let context: ServiceContext
        private let state = Mutex((attributes: SpanAttributes(), isEnded: false, hasFailed: false))

        init(_ name: String, _ kind: SpanKind, parent: String?, _ context: ServiceContext) {
            self.name = name
            self.kind = kind
            self.parent = parent
            self.context = context
        }
        var attributes: SpanAttributes {
            get { state.withLock { $0.attributes } }
            set { state.withLock { $0.attributes = newValue } }
        }
        var isEnded: Bool { state.withLock { $0.isEnded } }
        var hasFailed: Bool { state.withLock { $0.hasFailed } }
        func setStatus(_ status: SpanStatus) { state.withLock { $0.hasFailed = status.code == .error } }
        func end() { state.withLock { $0.isEnded = true } }
    }
    private let state = Mutex<[KeptSpan]>([])
    var spans: [KeptSpan] { state.withLock { $0 } }

    func startSpan(_ name: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind) -> KeptSpan {
        let parent = context()
        return state.withLock { spans in
            var own = parent
            let number = String(spans.count + 1, radix: 16)
            own.spanID = String(repeating: "0", count: 16 - number.utf8.count) + number
            let span = KeptSpan(name, kind, parent: parent.spanID, own)
            spans.append(span)
            return span
        }
    }

    func extract<Extract: Extractor>(
        _ carrier: Extract.Carrier, into context: inout ServiceContext, using extractor: Extract
    ) {
        let parts = extractor.extract(key: "traceparent", from: carrier)?.split(separator: "-") ?? []
        guard parts.count == 4 else { return }
        context.traceID = String(parts[1])
        context.spanID = String(parts[2])
    }

    func inject<Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Inject.Carrier, using injector: Inject
    ) {
        guard let span = context.spanID else { return }
        injector.inject("00-\(context.traceID)-\(span)-01", forKey: "traceparent", into: &carrier)
    }
}
