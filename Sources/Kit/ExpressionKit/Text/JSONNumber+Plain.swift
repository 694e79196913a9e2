import JSONKit

extension JSONNumber {
    /// A number with a fraction as text, where neither its size nor its smallness asks for an exponent; else `nil`.
    var plain: String? {
        guard !isInteger else { return nil }
        let value = double
        guard value.magnitude >= 0.001, value.magnitude < 1e15, value.rounded() != value else { return nil }
        return value.description
    }
}
