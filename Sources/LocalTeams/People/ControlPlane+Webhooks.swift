internal import HTTPKit
internal import JSONKit

/// Addresses that programs post to.
extension ControlPlane {
    static let webhookRoutes: [Row] = [
        ("POST", "/webhooks", { try await $0.addWebhook($1.body()) }),
        ("DELETE", "/webhooks/{id}", { try await $0.removeWebhook($1["id"], $1.query()) }),
    ]

    private func addWebhook(_ new: NewWebhook) async throws -> HTTP.Response {
        let added = try await host.change { world in
            try world.addWebhook(as: new.person, channel: new.channel, kind: new.kind, name: new.name)
        }
        return .control(201, ["id": added.value.id.json, "url": .string(added.value.url ?? "")])
    }

    private func removeWebhook(_ id: WebhookID, _ acting: ActingPerson) async throws -> HTTP.Response {
        _ = try await host.change { try $0.removeWebhook(id, as: acting.person) }
        return .control()
    }
}
