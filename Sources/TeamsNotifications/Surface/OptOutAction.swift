internal import JSONKit
internal import TeamsCards

/// The stock action for opting out of a category, on a card.
///
/// It is an `Action.Execute` that older clients show as an `Action.Submit` with the same data.
struct OptOutAction: Sendable {
    /// What the action asks the bot for.
    static let verb = "teams.notifications.optOut"
    /// What every category is called.
    static let everything = "*"

    /// What people opt out of; nil for every category.
    let category: String?
    let wording: OptOutWording
    /// Whether it is added although the card brings a way of its own.
    let isForced: Bool

    /// The card with the action behind its own ones, unless it has one already.
    func added(to card: JSONValue) -> JSONValue {
        guard case .object(var object) = card, isForced ? !Self.hasStockAction(card) : !Self.isOffered(in: card) else {
            return card
        }
        var action = Action.Execute(
            wording.title(for: category), verb: Self.verb, data: ["category": .string(category ?? Self.everything)])
        action.properties.associatedInputs = AssociatedInputs.none
        object["actions"] = .array((object["actions"]?.arrayValue ?? []) + [action.submitFallback().json])
        return .object(object)
    }

    /// What somebody who pressed the action wants nothing of; nil for any other action.
    static func category(in activity: (verb: String?, data: JSONValue?)) -> String? {
        let verb = activity.verb ?? activity.data?["action"]?.stringValue
        guard verb == Self.verb else { return nil }
        return activity.data?["category"]?.stringValue ?? everything
    }

    /// Whether a card brings a way to opt out: an action whose verb, id, data or address names it.
    static func isOffered(in card: JSONValue) -> Bool {
        actions(of: card).contains { action in
            let data = action["data"]
            let names = [action["verb"], action["id"], action["url"], data?["action"], data?["verb"]]
            return names.contains { $0?.stringValue.map(namesOptOut) == true }
        }
    }

    private static func hasStockAction(_ card: JSONValue) -> Bool {
        actions(of: card).contains { $0["verb"]?.stringValue == verb }
    }

    private static func namesOptOut(_ name: String) -> Bool {
        let letters = String(name.lowercased().filter { $0.isLetter })
        return ["optout", "unsubscribe", "stopnotifications", "mutenotifications"].contains { letters.contains($0) }
    }

    /// Every action of a card, wherever it stands.
    static func actions(of card: JSONValue) -> [JSONObject] {
        var found: [JSONObject] = []
        collect(card, depth: 0, into: &found)
        return found
    }

    private static func collect(_ json: JSONValue, depth: Int, into found: inout [JSONObject]) {
        guard depth < 256 else { return }
        switch json {
        case .array(let elements):
            for element in elements { collect(element, depth: depth + 1, into: &found) }
        case .object(let object):
            if object["type"]?.stringValue?.hasPrefix("Action.") == true { found.append(object) }
            for (name, value) in object where name != "data" && name != "fallback" {
                collect(value, depth: depth + 1, into: &found)
            }
        default: break
        }
    }
}
