internal import HTTPKit
internal import JSONKit

/// What people do in meetings.
extension ControlPlane {
    static let meetingRoutes: [Row] = [
        ("POST", "/meetings/{chat}/events", { try await $0.happen(in: $1["chat"], $1.body()) })
    ]

    private func happen(in chat: ConversationID, _ happening: MeetingHappening) async throws -> HTTP.Response {
        _ = try await host.change { try $0.happen(happening.event, in: chat, as: happening.person) }
        return .control()
    }
}
