import HTTPKit
import JSONKit
import TeamsModels
import Testing

@testable import TeamsConnector

/// Every address of every cloud, as the contract's table has them (section 18, and the allow list of section 17).
struct CloudTableTests {
    struct Row: Sendable {
        let name: String
        let login: String
        let tenant: String
        let scope: String
        let tokens: String
        let metadata: String
        let issuer: String
        let graph: String
        let service: String
        let hosts: Set<String>
    }

    private static let publicHosts: Set = [
        "smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com",
    ]
    private static let rows = [
        Row(
            name: "Public", login: "login.microsoftonline.com", tenant: "botframework.com",
            scope: "https://api.botframework.com/.default", tokens: "token.botframework.com",
            metadata: "login.botframework.com", issuer: "https://api.botframework.com", graph: "graph.microsoft.com",
            service: "https://smba.trafficmanager.net/teams", hosts: publicHosts),
        Row(
            name: "GCC", login: "login.microsoftonline.com", tenant: "botframework.com",
            scope: "https://api.botframework.com/.default", tokens: "token.botframework.com",
            metadata: "login.botframework.com", issuer: "https://api.botframework.com", graph: "graph.microsoft.com",
            service: "https://smba.infra.gcc.teams.microsoft.com/teams", hosts: publicHosts),
        Row(
            name: "USGov", login: "login.microsoftonline.us", tenant: "MicrosoftServices.onmicrosoft.us",
            scope: "https://api.botframework.us/.default", tokens: "tokengcch.botframework.azure.us",
            metadata: "login.botframework.azure.us", issuer: "https://api.botframework.us",
            graph: "graph.microsoft.us", service: "https://smba.infra.gov.teams.microsoft.us/teams",
            hosts: ["smba.infra.gov.teams.microsoft.us"]),
        Row(
            name: "USGovDoD", login: "login.microsoftonline.us", tenant: "MicrosoftServices.onmicrosoft.us",
            scope: "https://api.botframework.us/.default", tokens: "apidod.botframework.azure.us",
            metadata: "login.botframework.azure.us", issuer: "https://api.botframework.us",
            graph: "dod-graph.microsoft.us", service: "https://smba.infra.dod.teams.microsoft.us/teams",
            hosts: ["smba.infra.dod.teams.microsoft.us"]),
        Row(
            name: "China", login: "login.partner.microsoftonline.cn",
            tenant: "microsoftservices.partner.onmschina.cn", scope: "https://api.botframework.azure.cn/.default",
            tokens: "token.botframework.azure.cn", metadata: "login.botframework.azure.cn",
            issuer: "https://api.botframework.azure.cn", graph: "microsoftgraph.chinacloudapi.cn",
            service: "https://frontend.botapi.msg.infra.teams.microsoftonline.cn/teams",
            hosts: ["frontend.botapi.msg.infra.teams.microsoftonline.cn"]),
    ]

    @Test func theTableHasEveryCloud() { #expect(Cloud.all.map(\.name) == Self.rows.map(\.name)) }

    @Test(arguments: rows)
    func everyAddress(row: Row) throws {
        for name in [row.name, row.name.lowercased(), row.name.uppercased()] {
            let cloud = try Cloud(named: name)
            #expect(cloud.name == row.name)
            #expect(cloud.loginURL.description == "https://\(row.login)")
            #expect(cloud.defaultTenant.rawValue == row.tenant)
            #expect(cloud.botScope == row.scope)
            #expect(cloud.tokenServiceURL.description == "https://\(row.tokens)")
            #expect(
                cloud.openIDMetadataURL.description == "https://\(row.metadata)/v1/.well-known/openidconfiguration")
            #expect(cloud.tokenIssuer == row.issuer)
            #expect(cloud.graphURL.description == "https://\(row.graph)")
            #expect(cloud.serviceURL.description == row.service)
            #expect(cloud.serviceHosts == row.hosts)
            #expect(cloud.serviceHosts.contains(cloud.serviceURL.host.name))
        }
    }
}
