package import HTTPKit

/// Where a piece of work belongs in a distributed trace: the W3C header `traceparent`, and `tracestate` beside it.
///
/// - SeeAlso: [Trace Context](https://www.w3.org/TR/trace-context/)
public struct TraceContext: Sendable, Hashable {
    /// 32 lower-case hexadecimal digits, not all of them 0.
    public let traceID: String
    /// The span that caused the work: 16 lower-case hexadecimal digits, not all of them 0.
    public let parentID: String
    /// Two lower-case hexadecimal digits; the lowest bit says that the trace is recorded.
    public let flags: String
    /// What tracers pass on to each other, as it came; nil for none.
    public let state: String?

    /// The context that the work of this task belongs to.
    @TaskLocal package static var current: TraceContext?

    /// Reads the headers of a request.
    ///
    /// - Parameters:
    ///   - traceparent: `00-<trace id>-<span id>-<flags>`. Of a later version what this one knows is read.
    ///   - tracestate: left out when it is longer than 512 bytes, or holds anything but printable ASCII.
    /// - Returns: nil for a `traceparent` that is malformed, which counts as none at all.
    public init?(traceparent: String, tracestate: String? = nil) {
        let bytes = Array(traceparent.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes.count <= 512, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash else {
            return nil
        }
        let isHex = [0..<2, 3..<35, 36..<52, 53..<55].allSatisfy { range in
            bytes[range].allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        }
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        let version = text(0..<2)
        guard isHex, version != "ff", bytes.count == 55 || version != "00" && bytes[55] == dash else { return nil }
        guard !bytes[3..<35].allSatisfy({ $0 == 0x30 }), !bytes[36..<52].allSatisfy({ $0 == 0x30 }) else { return nil }
        traceID = text(3..<35)
        parentID = text(36..<52)
        flags = text(53..<55)
        state = tracestate.flatMap { state in
            let isUsable =
                !state.isEmpty && state.utf8.count <= 512
                && state.utf8.allSatisfy { (0x20...0x7e).contains($0) }
            return isUsable ? state : nil
        }
    }

    /// The header `traceparent`.
    public var traceparent: String { "00-\(traceID)-\(parentID)-\(flags)" }
}

extension TraceContext {
    /// What a request brought; nil when it brought none, more than one, or a malformed one.
    package init?(_ fields: HTTP.Fields) {
        guard let traceparent = fields["traceparent"], fields.values("traceparent").count == 1 else { return nil }
        let states = fields.values("tracestate")
        self.init(traceparent: traceparent, tracestate: states.isEmpty ? nil : states.joined(separator: ","))
    }

    /// Runs `body` as a part of the trace `context`; as it is, when that is nil.
    package static func within<Value>(_ context: TraceContext?, _ body: () async -> Value) async -> Value {
        guard let context else { return await body() }
        return await $current.withValue(context, operation: body)
    }
}

extension HTTP.Fields {
    /// Says to whom the request goes in which trace it is made, if in any.
    mutating func addTrace() {
        guard let trace = TraceContext.current else { return }
        self["traceparent"] = trace.traceparent
        self["tracestate"] = trace.state
    }
}
