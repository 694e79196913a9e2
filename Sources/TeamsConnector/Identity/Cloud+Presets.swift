internal import JSONKit
internal import TeamsModels

extension Cloud {
    /// The public cloud, and GCC's tokens.
    public static let `public` = Cloud(
        name: "Public", login: "login.microsoftonline.com", defaultTenant: "botframework.com",
        botAudience: "https://api.botframework.com", tokenService: "token.botframework.com",
        openIDHost: "login.botframework.com", graph: "graph.microsoft.com", service: "smba.trafficmanager.net",
        serviceHosts: [
            "smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net", RetryTable.gccHost,
        ])

    /// The government cloud GCC: the public one but for where messages go.
    public static let gcc = Cloud(
        name: "GCC", login: "login.microsoftonline.com", defaultTenant: "botframework.com",
        botAudience: "https://api.botframework.com", tokenService: "token.botframework.com",
        openIDHost: "login.botframework.com", graph: "graph.microsoft.com", service: RetryTable.gccHost,
        serviceHosts: Cloud.public.serviceHosts)

    /// The government cloud GCC High.
    public static let usGov = Cloud(
        name: "USGov", login: "login.microsoftonline.us", defaultTenant: "MicrosoftServices.onmicrosoft.us",
        botAudience: "https://api.botframework.us", tokenService: "tokengcch.botframework.azure.us",
        openIDHost: "login.botframework.azure.us", graph: "graph.microsoft.us",
        service: "smba.infra.gov.teams.microsoft.us", serviceHosts: ["smba.infra.gov.teams.microsoft.us"],
        tokenExchange: "api://AzureADTokenExchangeUSGov")

    /// The cloud of the Department of Defense.
    public static let usGovDoD = Cloud(
        name: "USGovDoD", login: "login.microsoftonline.us", defaultTenant: "MicrosoftServices.onmicrosoft.us",
        botAudience: "https://api.botframework.us", tokenService: "apiDoD.botframework.azure.us",
        openIDHost: "login.botframework.azure.us", graph: "dod-graph.microsoft.us",
        service: "smba.infra.dod.teams.microsoft.us", serviceHosts: ["smba.infra.dod.teams.microsoft.us"],
        tokenExchange: "api://AzureADTokenExchangeUSGov")

    /// The cloud in China.
    public static let china = Cloud(
        name: "China", login: "login.partner.microsoftonline.cn",
        defaultTenant: "microsoftservices.partner.onmschina.cn", botAudience: "https://api.botframework.azure.cn",
        tokenService: "token.botframework.azure.cn", openIDHost: "login.botframework.azure.cn",
        graph: "microsoftgraph.chinacloudapi.cn", service: "frontend.botapi.msg.infra.teams.microsoftonline.cn",
        serviceHosts: ["frontend.botapi.msg.infra.teams.microsoftonline.cn"],
        tokenExchange: "api://AzureADTokenExchangeChina")

    /// Every cloud that has a name.
    public static let all: [Cloud] = [.public, .gcc, .usGov, .usGovDoD, .china]

    /// The names, for messages.
    static var names: String { all.map(\.name).joined(separator: ", ") }
}
