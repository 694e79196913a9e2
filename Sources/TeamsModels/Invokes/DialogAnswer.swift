public import JSONKit

/// What becomes of a dialog that is to be opened, or was submitted.
public struct DialogAnswer: Sendable, Hashable {
    private enum Kind: Hashable, Sendable {
        case dialog(Dialog)
        case message(String)
        case close
    }
    private let kind: Kind

    /// Opens this dialog; after a submission, in the place of the one that was submitted.
    public static func dialog(_ dialog: Dialog) -> DialogAnswer { DialogAnswer(kind: .dialog(dialog)) }

    /// Opens a dialog with an Adaptive Card.
    public static func dialog(
        _ title: String, card: Attachment, width: DialogSize? = nil, height: DialogSize? = nil
    ) -> DialogAnswer {
        .dialog(Dialog(title, card: card, width: width, height: height))
    }

    /// Closes the dialog and shows `text` for a moment.
    public static func message(_ text: String) -> DialogAnswer { DialogAnswer(kind: .message(text)) }

    /// Closes the dialog, or opens none.
    public static let close = DialogAnswer(kind: .close)

    /// The body of the answer; nil for an empty one, which closes the dialog.
    public var body: JSONValue? {
        switch kind {
        case .dialog(let dialog): ["task": ["type": "continue", "value": dialog.json]]
        case .message(let text): ["task": ["type": "message", "value": .string(text)]]
        case .close: nil
        }
    }
}
