import Foundation
public import JSONKit

/// What happens when someone presses.
public enum Action {}

extension CardNode where Properties == ActionOpenUrlProperties {
    /// Opens `url`.
    public init(_ title: String, url: String) {
        self.init()
        common.title = title
        properties.url = url
    }
}

extension CardNode where Properties == ActionSubmitProperties {
    /// Sends the inputs with `data`.
    public init(_ title: String, data: JSONObject = [:]) {
        self.init()
        common.title = title
        properties.data = data.isEmpty ? nil : .object(data)
    }
}

extension CardNode where Properties == ActionExecuteProperties {
    /// Asks the bot for `verb`, with the inputs and `data`.
    public init(_ title: String, verb: String, data: JSONObject = [:]) {
        self.init()
        common.title = title
        properties.verb = verb
        properties.data = data.isEmpty ? nil : .object(data)
    }

    /// Adds an `Action.Submit` of the same title for clients that do not know `Action.Execute`. It sends the same data,
    /// and the verb as `action`.
    public func submitFallback() -> Self {
        var data = properties.data?.objectValue ?? [:]
        if let verb = properties.verb, data["action"] == nil { data["action"] = .string(verb) }
        var submit = Action.Submit(common.title ?? "", data: data)
        submit.common.id = common.id
        submit.properties.associatedInputs = properties.associatedInputs
        return changed { $0.common.fallback = submit.json }
    }
}

extension CardNode where Properties == ActionShowCardProperties {
    /// Opens `card` below the button.
    public init(_ title: String, card: AdaptiveCard) {
        self.init()
        var card = card
        mentions = card.mentions
        card.mentions = []
        common.title = title
        properties.card = card
    }

    /// Opens a card of these elements below the button.
    public init(
        _ title: String, @ElementBuilder body: () -> [AdaptiveElement],
        @ActionBuilder actions: () -> [AdaptiveAction] = { [] }
    ) {
        self.init(title, card: AdaptiveCard(version: nil, body: body, actions: actions))
    }
}

extension CardNode where Properties == ActionToggleVisibilityProperties {
    /// Shows those of the elements that are hidden, and hides the others.
    public init(_ title: String, toggling ids: [String]) {
        self.init()
        common.title = title
        properties.targetElements = ids.map { .string($0) }
    }

    /// Shows and hides elements, by id.
    public init(_ title: String, showing: [String] = [], hiding: [String] = []) {
        self.init()
        common.title = title
        properties.targetElements =
            showing.map { ["elementId": .string($0), "isVisible": true] }
            + hiding.map { ["elementId": .string($0), "isVisible": false] }
    }
}

extension CardNode where Properties == ActionResetInputsProperties {
    /// Puts these inputs back, or all.
    public init(_ title: String, inputs ids: [String]? = nil) {
        self.init()
        common.title = title
        properties.targetInputIds = ids
    }
}

extension CardNode where Properties == ActionOpenUrlDialogProperties {
    /// Opens `url` in a dialog.
    public init(_ title: String, url: String) {
        self.init()
        common.title = title
        properties.url = url
    }
}

extension CardNode where Properties == ActionPopoverProperties {
    /// Opens an element beside the button.
    public init(_ title: String, content: CardNode<some ElementProperties>) {
        self.init()
        common.title = title
        properties.content = AdaptiveElement(content)
        mentions = content.mentions
    }
}

extension CardNode where Properties == ActionInsertImageProperties {
    /// Puts the picture at `url` into a document.
    public init(_ title: String, url: String) {
        self.init()
        common.title = title
        properties.url = url
    }
}

/// Properties of actions that send data.
public protocol DataProperties: ActionProperties {
    /// What is sent besides the inputs.
    var data: JSONValue? { get set }
}
extension ActionSubmitProperties: DataProperties {}
extension ActionExecuteProperties: DataProperties {}

extension CardNode where Properties: DataProperties {
    /// Sends a value of one's own besides the inputs. It must encode as an object.
    ///
    /// - Throws: what encoding throws, or `WireError` when it gives no object.
    public func data(encoding value: some Encodable) throws -> Self {
        let json = try JSONValue(parsing: Array(JSONEncoder().encode(value)))
        let object = try JSONObject(json: json)
        return changed { $0.properties.data = .object(object) }
    }
}
