internal import JSONKit

extension JSONValue {
    /// A time as the log and the outcomes of deliveries have it: milliseconds, to a hundredth.
    init(milliseconds: Double) { self = .number(JSONNumber((milliseconds * 100).rounded() / 100)) }
}
