internal import TeamsConnector

extension ConnectorError {
    /// Whether a message for one person alone cannot be shown in its conversation, for good, and is certainly not
    /// there.
    ///
    /// A 400 of the name `ServiceError` was reported for some such messages
    /// ([microsoft/teams.py#334](https://github.com/microsoft/teams.py/issues/334)).
    var rulesOutTargeted: Bool {
        guard !isAmbiguous, let status, (400..<500).contains(status), status != 429, status != 412 else { return false }
        switch code {
        case .serviceFailed: return status == 400
        case .refused: return status == 403 || status == 404
        default: return Self.closedToTargeted.contains(code)
        }
    }

    private static let closedToTargeted: Set<Code> = [
        .memberNotFound, .notPermitted, .notInConversation, .conversationNotFound, .disabledByAdmin, .blockedByUser,
        .blockedOrUninstalled, .notInstalled,
    ]
}
