public import JSONKit
public import TeamsModels

extension Invoke<JSONValue, Void> {
    /// A suggested action of the type `Action.Submit` was chosen; the payload is its value, whatever that is.
    public static var suggestedActionSubmit: Self { Self(.suggestedActionSubmit) }
}

extension Invoke<ConnectorCardPress, TurnResponse> {
    /// `HttpPOST` of an Office 365 connector card.
    public static var connectorCardAction: Self { Self(.executeAction) }
}

extension Invoke<Handoff, Void> {
    /// A conversation was handed over.
    public static var handoff: Self { Self(.handoff) }
}

extension Invoke<WidgetToolCall, JSONValue> {
    /// A widget calls a tool (experimental): the answer is what the tool gives.
    public static var widgetToolCall: Self { Self(.widgetCallTool) }
}

extension Invoke<JSONValue, JSONValue> {
    /// The app's configuration is to be shown: `{"responseType":"config","config":{"type":"continue",…}}`.
    public static var configFetch: Self { Self(.configFetch) }
    /// The app's configuration was submitted.
    public static var configSubmit: Self { Self(.configSubmit) }
    /// A tab made of cards is to be shown: `{"tab":{"type":"continue","value":{"cards":[{"card":…}]}}}`.
    public static var tabFetch: Self { Self(.tabFetch) }
    /// A tab made of cards was submitted.
    public static var tabSubmit: Self { Self(.tabSubmit) }
}
