internal import JSONKit

/// What an app wants to tell people in their activity feeds.
/// - SeeAlso: [Send activity feed
///   notifications](https://learn.microsoft.com/graph/teams-send-activityfeednotifications)
struct ActivityNotification: Sendable {
    /// What it is about.
    enum Topic: Sendable {
        case entity(String)
        case text(String)
    }

    let topic: Topic
    let activityType: String
    let chain: Int?
    let preview: String
    let parameters: [(name: String, value: String)]
    /// Which of its apps, when several have one id in the directory.
    let teamsAppID: String?

    /// Of a preview Teams shows so many characters.
    static let shownPreview = 150
    /// Longer addresses failed (a users' report).
    static let maxURLLength = 1_024
    /// The activity type that needs no manifest, and the parameter that is its text.
    static let systemDefault = "systemDefault"
    private static let systemDefaultText = "systemDefaultText"
    /// What a title may be long: a choice, which keeps feeds small.
    private static let shownTitle = 250
    private static let maxParameters = 100

    /// - Parameter recipients: the name under which the body says who gets it, where it does.
    init(_ body: JSONObject, recipients: String?) throws(Refusal) {
        let known = ["topic", "activityType", "chainId", "previewText", "templateParameters", "teamsAppId", "iconId"]
        for (name, _) in body where !known.contains(name) && name != recipients && !name.contains("@") {
            throw .badGraphRequest(
                "The parameter '\(name.prefix(60))' in the request payload is not a valid parameter for the operation.")
        }
        topic = try Self.topic(body["topic"])
        guard let type = body["activityType"]?.stringValue, !type.isEmpty, type.utf8.count <= 128 else {
            throw .badGraphRequest("activityType is missing, or is no text of at most 128 bytes.")
        }
        activityType = type
        switch body["chainId"] {
        case nil, .null?: chain = nil
        case let number?:
            guard let integer = number.intValue else {
                throw .badGraphRequest("chainId must be a whole number (Int64).")
            }
            chain = integer
        }
        guard let preview = body["previewText"]?["content"]?.stringValue, !preview.isEmpty else {
            throw .badGraphRequest("previewText.content is missing.")
        }
        self.preview = preview
        parameters = try Self.parameters(body["templateParameters"])
        if activityType == Self.systemDefault, !parameters.contains(where: { $0.name == Self.systemDefaultText }) {
            throw .badGraphRequest(
                "The activity type systemDefault needs the template parameter systemDefaultText.")
        }
        switch body["teamsAppId"] {
        case nil, .null?: teamsAppID = nil
        case .string(let id)?: teamsAppID = id
        default: throw .badGraphRequest("teamsAppId must be a text.")
        }
    }

    /// What the feed shows in bold. The manifest, whose template text it would be, is not here.
    var title: String {
        if activityType == Self.systemDefault,
            let text = parameters.first(where: { $0.name == Self.systemDefaultText })?.value
        {
            return Self.cut(text, to: Self.shownTitle)
        }
        let words = parameters.prefix(20).map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        return Self.cut(words.isEmpty ? activityType : "\(activityType): \(words)", to: Self.shownTitle)
    }

    /// The part of a preview that is shown.
    static func shown(_ preview: String) -> String { cut(preview, to: shownPreview) }

    /// A character may be of any length: what is kept is bounded in bytes as well.
    private static func cut(_ text: String, to count: Int) -> String {
        let start = text.unicodeScalars.prefix(count * 8)
        return String(String(String.UnicodeScalarView(start)).prefix(count))
    }

    private static func topic(_ json: JSONValue?) throws(Refusal) -> Topic {
        guard let json, !json.isNull else { throw .badGraphRequest("topic is missing.") }
        guard let value = json["value"]?.stringValue, !value.isEmpty else {
            throw .badGraphRequest("topic.value is missing.")
        }
        let address = json["webUrl"]?.stringValue ?? ""
        guard address.utf8.count <= maxURLLength else {
            throw Refusal.badGraphRequest("topic.webUrl is longer than \(maxURLLength) characters.").noted(
                "Rule: longer addresses fail (a report of users; not in the documentation).")
        }
        switch json["source"]?.stringValue {
        case "entityUrl"?:
            guard value.utf8.count <= maxURLLength else {
                throw .badGraphRequest("topic.value is longer than \(maxURLLength) characters.")
            }
            return .entity(value)
        case "text"?:
            guard !address.isEmpty else {
                throw .badGraphRequest("topic.webUrl is required when topic.source is text.")
            }
            return .text(value)
        default: throw .badGraphRequest("topic.source must be entityUrl or text.")
        }
    }

    private static func parameters(_ json: JSONValue?) throws(Refusal) -> [(name: String, value: String)] {
        guard let json, !json.isNull else { return [] }
        guard let list = json.arrayValue, list.count <= maxParameters else {
            throw .badGraphRequest("templateParameters must be a list of at most \(maxParameters) names and values.")
        }
        var names: Set<String> = []
        var parameters: [(name: String, value: String)] = []
        for element in list {
            guard let name = element["name"]?.stringValue, !name.isEmpty, let value = element["value"]?.stringValue
            else {
                throw .badGraphRequest("A template parameter needs a name and a value, both texts.")
            }
            guard names.insert(name).inserted else {
                throw .badGraphRequest("templateParameters has the name '\(name.prefix(60))' twice.")
            }
            parameters.append((name, value))
        }
        return parameters
    }
}
