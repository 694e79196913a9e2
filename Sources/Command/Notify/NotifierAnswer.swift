import JSONKit

/// What came of one call: an answer, or why there is none.
enum NotifierAnswer: Hashable, Sendable {
    case status(Int, [UInt8])
    case none(String)

    var body: [UInt8] {
        if case .status(_, let body) = self { body } else { [] }
    }

    /// The one line that says what is wrong and what to do, and the exit status: 2 when what was asked for is wrong.
    func failure(at address: String) -> CommandFailure {
        guard case .status(let status, let body) = self else {
            guard case .none(let reason) = self else { preconditionFailure("there are two cases") }
            return CommandFailure(message: "the notifier at \(address) does not answer: \(oneLine(reason))")
        }
        let error = (try? JSONValue(parsing: body))?["error"]
        let said = error?["message"]?.stringValue.map(oneLine)
        switch status {
        case 401:
            return CommandFailure(
                message: "the notifier at \(address) does not know the key in TEAMS_NOTIFIER_KEY; "
                    + "teams notifier keys add makes one")
        case 403:
            return CommandFailure(
                message: "the key in TEAMS_NOTIFIER_KEY may not do that: \(said ?? "its scope is too small")")
        case 503:
            let reason = said.map { ": \($0)" } ?? ""
            return CommandFailure(message: "the notifier at \(address) cannot do that for now\(reason)")
        default:
            guard error != nil || [400, 413, 422].contains(status) else {
                return CommandFailure(
                    message: "what answers at \(address) is no notifier, or an older one: it said \(status)"
                        + (said.map { ", \($0)" } ?? "") + "; check TEAMS_NOTIFIER_URL")
            }
            return CommandFailure(
                message: Self.placed(said ?? "the notifier refused it with \(status)", error?["pointer"]?.stringValue),
                status: [400, 404, 413, 415, 422].contains(status) ? 2 : 1)
        }
    }

    /// A message with its place in front, once.
    private static func placed(_ message: String, _ pointer: String?) -> String {
        guard let pointer = pointer.map(oneLine), !pointer.isEmpty, !message.hasPrefix(pointer) else { return message }
        return "\(pointer): \(message)"
    }
}

/// A text of somebody else on one line of a terminal: without anything that moves the cursor.
func oneLine(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: " "
                default: scalar
                }
            }))
}
