internal import HTTPKit
internal import JSONKit

/// How often bots may call.
extension ControlPlane {
    static let limitRoutes: [Row] = [
        ("GET", "/limits", { plane, _ in try await plane.limits() }),
        ("PATCH", "/limits", { try await $0.changeLimits($1.body()) }),
    ]

    private func limits() async throws -> HTTP.Response {
        .control(200, .object(try await host.read { $0.limitsShown }))
    }

    private func changeLimits(_ rules: LimitRules) async throws -> HTTP.Response {
        _ = try await host.change { $0.choose(rules) }
        return try await limits()
    }
}
