internal import Foundation
package import JSONKit
internal import TeamsModels

extension NotificationRequest: StrictlyDecodable {
    /// Reads the body of a notification. `dryRun` belongs to the call and is read by whoever answers it.
    package init(from reader: inout StrictReader) throws(StrictError) {
        self.init(
            to: try reader.required("audience"), try reader.required("content"),
            about: try reader.optional("category", Self.categoryRule),
            at: try reader.optional("schedule") ?? .now, priority: try reader.optional("priority") ?? .normal,
            guarantee: try reader.optional("guarantee") ?? .documented)
        installs = try reader.optional("install") ?? false
        guard let text: String = try reader.optional("expiresAt") else { return }
        guard let date = Timestamp(rawValue: text).date else {
            throw reader.error(
                at: "expiresAt", "must be an instant such as 2026-11-28T09:00:00Z, but is \"\(text.excerpt)\"")
        }
        expiresAt = date
    }

    /// What a category is: a word or a few that people can write to the bot.
    static var categoryRule: StrictRule<String> { StrictRule(categoryProblem) }

    private static func categoryProblem(_ text: String) -> String? {
        if let problem = StrictRule<String>.filled.problem(text) { return problem }
        if text == "*" { return "cannot be \"*\", which stands for every category" }
        guard text.utf8.count <= 100 else { return "is longer than 100 bytes" }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0 == " " || !$0.properties.isWhitespace && $0.properties.generalCategory != .control
        }
        guard isPlain else { return "has line ends or control characters" }
        return text.first == " " || text.last == " " ? "begins or ends with a space" : nil
    }

    /// As the API writes it.
    package var json: JSONValue {
        var object: JSONObject = ["audience": audience.json, "content": content.json]
        if schedule != .now { object["schedule"] = schedule.json }
        object["category"] = category.map(JSONValue.string)
        if priority != .normal { object["priority"] = .string(priority.rawValue) }
        if guarantee != .documented { object["guarantee"] = .string(guarantee.rawValue) }
        object["expiresAt"] = expiresAt.map { .string(Timestamp($0, fractionDigits: 3).rawValue) }
        if installs { object["install"] = true }
        return .object(object)
    }
}

extension NotificationPriority: StrictChoice {}
extension NotificationGuarantee: StrictChoice {}
