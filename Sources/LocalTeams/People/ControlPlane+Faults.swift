internal import HTTPKit
internal import JSONKit

/// Failures of the service on demand.
extension ControlPlane {
    static let faultRoutes: [Row] = [
        ("GET", "/faults", { plane, _ in try await plane.faults() }),
        ("POST", "/faults", { try await $0.addFault($1.body()) }),
        ("DELETE", "/faults/{id}", { try await $0.removeFault($1["id"], $1.query()) }),
    ]

    private func faults() async throws -> HTTP.Response {
        .control(200, .array(try await host.read { $0.faults.all.map { .object($0.shown) } }))
    }

    private func addFault(_ new: NewFault) async throws -> HTTP.Response {
        let added = try await host.change { try $0.add(new.fault) }
        return .control(201, .object(added.value.shown))
    }

    private func removeFault(_ id: String, _: NothingMore) async throws -> HTTP.Response {
        _ = try await host.change { try $0.removeFault(id) }
        return .control()
    }
}
