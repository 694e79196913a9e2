public import JSONKit

/// The name of an `invoke` activity. The letters' case does not matter.
public struct InvokeName: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `Action.Execute` of an Adaptive Card, by hand or by refresh.
    public static let cardAction: InvokeName = "adaptiveCard/action"
    /// Typeahead of an `Input.ChoiceSet`.
    public static let search: InvokeName = "application/search"
    /// A dialog is to be opened.
    public static let taskFetch: InvokeName = "task/fetch"
    /// A dialog was submitted.
    public static let taskSubmit: InvokeName = "task/submit"
    /// Feedback on a message.
    public static let messageSubmitAction: InvokeName = "message/submitAction"
    /// The bot's own feedback form is to be opened.
    public static let messageFetchTask: InvokeName = "message/fetchTask"
    /// A suggested action of the newer kind was chosen.
    public static let suggestedActionSubmit: InvokeName = "suggestedActions/submit"
    /// A file was accepted or declined.
    public static let fileConsent: InvokeName = "fileConsent/invoke"
    /// The client offers a token for silent sign-in.
    public static let signInTokenExchange: InvokeName = "signin/tokenExchange"
    /// The six digits of a sign-in by popup.
    public static let signInVerifyState: InvokeName = "signin/verifyState"
    /// A sign-in failed in the client.
    public static let signInFailure: InvokeName = "signin/failure"
    /// A search of a message extension.
    public static let composeQuery: InvokeName = "composeExtension/query"
    /// A link to unfurl.
    public static let composeQueryLink: InvokeName = "composeExtension/queryLink"
    /// A link to unfurl for somebody without the app.
    public static let composeAnonymousQueryLink: InvokeName = "composeExtension/anonymousQueryLink"
    /// A found item was chosen.
    public static let composeSelectItem: InvokeName = "composeExtension/selectItem"
    /// A message extension's dialog is to be opened.
    public static let composeFetchTask: InvokeName = "composeExtension/fetchTask"
    /// A message extension's dialog was submitted.
    public static let composeSubmitAction: InvokeName = "composeExtension/submitAction"
    /// The address of a message extension's settings.
    public static let composeQuerySettingUrl: InvokeName = "composeExtension/querySettingUrl"
    /// A message extension's settings were saved.
    public static let composeSetting: InvokeName = "composeExtension/setting"
    /// A button of a message extension's card.
    public static let composeCardButton: InvokeName = "composeExtension/onCardButtonClicked"
    /// The app's configuration is to be shown.
    public static let configFetch: InvokeName = "config/fetch"
    /// The app's configuration was submitted.
    public static let configSubmit: InvokeName = "config/submit"
    /// A tab made of cards is to be shown.
    public static let tabFetch: InvokeName = "tab/fetch"
    /// A tab made of cards was submitted.
    public static let tabSubmit: InvokeName = "tab/submit"
    /// `HttpPOST` of an Office 365 connector card.
    public static let executeAction: InvokeName = "actionableMessage/executeAction"
    /// A conversation was handed over.
    public static let handoff: InvokeName = "handoff/action"
    /// A widget calls a tool (experimental).
    public static let widgetCallTool: InvokeName = "htmlwidget/calltool"

    /// Whether both are the same name, however its letters are written.
    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue == right.rawValue || left.rawValue.lowercased() == right.rawValue.lowercased()
    }
    /// Hashes the name without regard to how its letters are written.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.lowercased()) }
}
