internal import JSONKit

extension ServiceCall {
    /// What limits and faults look at.
    func serviceRequest(of operation: ServicePlane.Operation) -> ServiceRequest {
        let conversation = self["c"].isEmpty ? self["t"] : self["c"]
        let message = self["a"].isEmpty && operation.name == "update" ? body["id"]?.stringValue ?? "" : self["a"]
        return ServiceRequest(
            operation: operation.name, bot: bot,
            conversation: conversation.isEmpty ? nil : ConversationID(rawValue: conversation),
            message: message.isEmpty ? nil : message, body: body, isTargeted: isTargeted,
            isUnpagedRoster: operation.isUnpagedRoster)
    }
}
