/// What can become of a person's message.
enum MessageChange: String {
    case edit = "editMessage"
    case undelete = "undeleteMessage"
    case softDelete = "softDeleteMessage"

    var type: String { self == .softDelete ? "messageDelete" : "messageUpdate" }
}
