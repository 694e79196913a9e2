package import Foundation
internal import JSONKit
package import TeamsModels

/// Installing the app in many places: durable from its acceptance, and told about while it goes on.
package struct InstallationJob: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
        case installing, done
    }

    /// Where the places come from.
    package enum Source: Sendable, Hashable {
        /// So many parts of a list, which stand in the store.
        case listed(parts: Int)
        /// All people of the organisation for whom the expression over `user` is true; nil for all.
        case everyone(filter: String?)
    }

    /// What became of how many places.
    package struct Counts: Sendable, Hashable {
        /// Known, and not tried yet.
        package var waiting = 0
        package var installed = 0
        /// The app was there.
        package var already = 0
        package var failed = 0
        /// People whom the filter leaves out.
        package var skipped = 0
    }

    package let id: String
    package let source: Source
    /// Whose people or teams; nil for the registration's own.
    package let tenant: TenantID?
    package let createdAt: Date
    package var state = State.installing
    package var finishedAt: Date?
    package var counts = Counts()
    /// How many failed, by code.
    package var failures: [String: Int] = [:]
    /// Why it ended early, or what a code means that concerns everything.
    package var problem: String?
    /// How many parts are done with.
    var done = 0
    /// Where the list of people goes on; nil before the first part.
    var link: String?

    init(id: String, source: Source, tenant: TenantID?, createdAt: Date) {
        self.id = id
        self.source = source
        self.tenant = tenant
        self.createdAt = createdAt
    }

    mutating func count(_ result: InstallationResult) {
        counts.waiting -= 1
        switch result {
        case .installed: counts.installed += 1
        case .already: counts.already += 1
        case .failed(let failure):
            counts.failed += 1
            failures[failure.code, default: 0] += 1
            if failure.concernsEverything, problem == nil { problem = failure.message }
        }
    }
}

extension InstallationJob {
    /// As the store keeps it.
    var stored: String {
        var json: JSONObject = [
            "id": .string(id), "createdAt": .number(JSONNumber(createdAt.timeIntervalSince1970)),
            "state": .string(state.rawValue), "done": .number(JSONNumber(done)),
            "failures": .object(
                JSONObject(failures.sorted { $0.key < $1.key }.map { ($0.key, .number(JSONNumber($0.value))) })),
            "counts": .array(
                [counts.waiting, counts.installed, counts.already, counts.failed, counts.skipped].map {
                    .number(JSONNumber($0))
                }),
        ]
        switch source {
        case .listed(let parts): json["parts"] = .number(JSONNumber(parts))
        case .everyone(let filter): json["filter"] = filter.map { .string($0) }
        }
        json["tenant"] = tenant.map { .string($0.rawValue) }
        json["finishedAt"] = finishedAt.map { .number(JSONNumber($0.timeIntervalSince1970)) }
        json["problem"] = problem.map { .string($0) }
        json["link"] = link.map { .string($0) }
        return JSONValue.object(json).text()
    }

    /// What the store keeps; nil when that is none.
    init?(stored: String) {
        guard let json = try? JSONValue(parsing: stored), let id = json["id"]?.stringValue,
            let createdAt = json["createdAt"]?.doubleValue, let done = json["done"]?.intValue,
            let state = json["state"]?.stringValue.flatMap(State.init(rawValue:)),
            let counts = json["counts"]?.arrayValue,
            counts.count == 5
        else { return nil }
        let parts = json["parts"]?.intValue
        self.init(
            id: id, source: parts.map { .listed(parts: $0) } ?? .everyone(filter: json["filter"]?.stringValue),
            tenant: json["tenant"]?.stringValue.map { TenantID(rawValue: $0) },
            createdAt: Date(timeIntervalSince1970: createdAt))
        self.state = state
        self.done = done
        self.counts = Counts(
            waiting: counts[0].intValue ?? 0, installed: counts[1].intValue ?? 0, already: counts[2].intValue ?? 0,
            failed: counts[3].intValue ?? 0, skipped: counts[4].intValue ?? 0)
        for (name, count) in json["failures"]?.objectValue ?? [:] { failures[name] = count.intValue }
        finishedAt = json["finishedAt"]?.doubleValue.map { Date(timeIntervalSince1970: $0) }
        problem = json["problem"]?.stringValue
        link = json["link"]?.stringValue
    }
}
