/// What a store did that it must not do.
public struct ConformanceFailure: Error, CustomStringConvertible {
    /// What was expected, and what came, for people.
    public let message: String
    /// Where in the suite this is asked.
    public let place: String

    init(_ message: String, file: String, line: Int) {
        self.message = message
        place = "\(file):\(line)"
    }

    /// The message with the place.
    public var description: String { "\(message) (\(place))" }
}

/// Throws unless the condition holds.
func expect(_ condition: Bool, _ message: @autoclosure () -> String, file: String = #fileID, line: Int = #line) throws {
    guard condition else { throw ConformanceFailure(message(), file: file, line: line) }
}

/// Throws unless both are equal.
func expectEqual<Value: Equatable>(
    _ found: Value, _ wanted: Value, _ what: @autoclosure () -> String, file: String = #fileID, line: Int = #line
) throws {
    guard found != wanted else { return }
    throw ConformanceFailure("\(what()): expected \(wanted), found \(found)", file: file, line: line)
}

/// The value, or a failure when there is none.
func unwrap<Value>(
    _ value: Value?, _ what: @autoclosure () -> String, file: String = #fileID, line: Int = #line
) throws -> Value {
    guard let value else { throw ConformanceFailure("\(what()): there is none", file: file, line: line) }
    return value
}
