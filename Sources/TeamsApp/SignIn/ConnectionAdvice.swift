internal import TeamsConnector

/// Which setting is wrong when the token service refuses.
enum ConnectionAdvice {
    static func advice(for error: ConnectorError, connection: String) -> String? {
        let name = printable(connection)
        return switch error.status {
        case 401, 403: "CLIENT_ID, CLIENT_SECRET or TENANT_ID is not that of the Azure Bot"
        case 404:
            "the Azure Bot needs an *OAuth connection setting* named \"\(name)\" (in its *Configuration*)"
        case 400, 412:
            "check the *OAuth connection setting* \"\(name)\": for single sign-on its *Token Exchange URL* must be the "
                + "*Application ID URI* of the app registration, and the person may have to agree first"
        default: nil
        }
    }
}
