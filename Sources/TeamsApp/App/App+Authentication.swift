internal import HTTPKit
internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels
internal import TokenKit

extension Authenticator.Proof {
    init(_ configuration: AppConfiguration, transport: any HTTPTransport, time: Stopwatch, logger: Log) {
        if configuration.dangerouslyAllowsUnauthenticatedRequests {
            self = .none
            return
        }
        guard let app = configuration.credentials?.clientID.rawValue else {
            self = .unconfigured
            return
        }
        let cloud = configuration.cloud
        let requirements = TokenRequirements(
            issuers: [cloud.tokenIssuer], audiences: [app, "api://\(app)", "api://botid-\(app)"], leeway: .seconds(300))
        self = .token(
            TokenVerifier(requirements: requirements),
            KeySource(metadataURL: cloud.openIDMetadataURL, transport: transport, time: time, logger: logger))
    }
}
