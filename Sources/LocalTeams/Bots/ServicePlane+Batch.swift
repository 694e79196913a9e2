internal import HTTPKit
internal import JSONKit

/// One activity for many: B1–B5 of the wire contract.
extension ServicePlane {
    static func addBatchRoutes(to table: inout RouteTable<Operation>) {
        func add(_ method: String, _ path: String, _ handler: @escaping Handler) {
            table.add(method, "/v3/batch/conversation" + path, Operation(name: "batch", handler: handler))
        }
        for kind in BatchKind.allCases {
            add("POST", "/\(kind.rawValue)") { try await $0.startBatch(kind, $1) }  // B1, B2
        }
        add("GET", "/{op}") { try await $0.batchState($1) }  // B3
        add("GET", "/failedentries/{op}") { try await $0.batchFailures($1) }  // B4
        add("DELETE", "/{op}") { try await $0.cancelBatch($1) }  // B5
    }

    private func startBatch(_ kind: BatchKind, _ call: ServiceCall) async throws -> Answer {
        let started = try await host.change { try $0.startBatch(kind, call.body, by: call.bot) }
        return .json(201, ["operationId": started.value.json])
    }

    private func batchState(_ call: ServiceCall) async throws -> Answer {
        .json(200, .object(try await host.read { try $0.batchState(call["op"], for: call.bot) }))
    }

    private func batchFailures(_ call: ServiceCall) async throws -> Answer {
        let page = try await host.read { world in
            try world.batchFailures(
                of: call["op"], continuationToken: call.text("continuationToken"), for: call.bot)
        }
        return .json(200, .object(page))
    }

    private func cancelBatch(_ call: ServiceCall) async throws -> Answer {
        _ = try await host.change { try $0.cancelBatch(call["op"], by: call.bot) }
        return .empty()
    }
}
