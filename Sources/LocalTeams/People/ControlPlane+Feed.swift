internal import HTTPKit
internal import JSONKit

/// People's activity feeds.
extension ControlPlane {
    static let feedRoutes: [Row] = [
        ("GET", "/feed", { try await $0.feed($1.query()) }),
        ("POST", "/feed/read", { try await $0.readFeed($1.body()) }),
    ]

    private func feed(_ acting: ActingPerson) async throws -> HTTP.Response {
        .control(200, JSONValue(try await host.read { try $0.feed(as: acting.person) }))
    }

    private func readFeed(_ mark: FeedMark) async throws -> HTTP.Response {
        _ = try await host.change { try $0.readFeed(as: mark.person, upTo: mark.upTo) }
        return .control()
    }
}
