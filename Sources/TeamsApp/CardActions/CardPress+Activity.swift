internal import JSONKit
internal import TeamsModels

extension CardPress {
    /// What `activity` tells of a press; nil when it is none.
    init?(_ activity: Activity) {
        if activity.type == .invoke {
            guard let name = activity.name, InvokeName(rawValue: name) == .cardAction else { return nil }
            let action = activity.value?["action"]
            let isAutomatic = activity.value?["trigger"]?.stringValue?.lowercased() == "automatic"
            self.init(
                .execute, isAutomatic ? .automatic : .manual, of: activity, value: action?["data"] ?? [:],
                actionID: action?["id"]?.stringValue, title: action?["title"]?.stringValue)
        } else {
            guard let value = activity.submitted else { return nil }
            self.init(.submit, .manual, of: activity, value: value, actionID: nil, title: nil)
        }
    }

    private init(
        _ kind: Kind, _ trigger: Trigger, of activity: Activity, value: JSONValue, actionID: String?, title: String?
    ) {
        self.kind = kind
        self.trigger = trigger
        self.value = value
        self.actionID = actionID
        self.title = title
        verb = Self.verbs(of: activity).first
        data = value.objectValue ?? [:]
        message = activity.replyToId
    }

    /// What a press may be routed by, the most specific first; none for what is no press.
    static func verbs(of activity: Activity) -> [String] {
        guard activity.type == .invoke else {
            guard let value = activity.submitted else { return [] }
            return [value["action"], value["verb"]].compactMap { $0?.stringValue }
        }
        return InvokePart.named(by: activity.value, of: InvokeName(rawValue: activity.name ?? ""))
    }
}

extension Activity {
    /// What a button sent in a message that says nothing; nil for any other activity.
    fileprivate var submitted: JSONValue? {
        guard type == .message, let value, !value.isNull, text?.allSatisfy(\.isWhitespace) ?? true else { return nil }
        return value
    }

    /// The keys of a press of a card: what was pressed comes before any press.
    var pressKeys: (own: [RouteKey], any: RouteKey)? {
        guard let press = CardPress(self) else { return nil }
        let verbs = CardPress.verbs(of: self)
        let pressed = verbs.map(RouteKey.cardPress)
        guard press.kind == .execute else { return (pressed, .anyCardPress) }
        let refreshed = verbs.map(RouteKey.cardRefresh)
        // A card's menu asks for a refresh by hand.
        return (press.trigger == .automatic ? refreshed + pressed : pressed + refreshed, .anyCardPress)
    }
}
