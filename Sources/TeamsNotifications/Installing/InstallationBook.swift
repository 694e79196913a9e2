internal import JSONKit

/// The jobs of installing as the store keeps them: a small value each for the job, for each part of its list, and for
/// what failed of a part.
struct InstallationBook: Sendable {
    /// So many places are stored together.
    static let partSize = 500
    /// So many jobs are kept that are over.
    static let maxOver = 200

    let store: any NotificationStore

    /// One place that failed.
    struct Failure: Sendable, Hashable {
        let target: InstallationTarget
        let code: String
        let message: String
    }

    /// Stores a job with its list: durable as a whole once the job itself is.
    func add(_ job: InstallationJob, _ targets: [InstallationTarget]) async throws(NotificationStoreError) {
        for part in 0..<Self.parts(of: targets.count) {
            let slice = targets[part * Self.partSize..<min((part + 1) * Self.partSize, targets.count)]
            let list = JSONValue.array(slice.map { .array([.string($0.kind.rawValue), .string($0.id)]) })
            try await store.set(Self.part(job.id, part), to: list.text())
        }
        try await save(job)
        try await forgetOldest()
    }

    static func parts(of count: Int) -> Int { (count + partSize - 1) / partSize }

    func save(_ job: InstallationJob) async throws(NotificationStoreError) {
        try await store.set(Self.job + job.id, to: job.stored)
    }

    func job(_ id: String) async throws(NotificationStoreError) -> InstallationJob? {
        try await store.value(Self.job + id).flatMap(InstallationJob.init(stored:))
    }

    /// All of them, the oldest first.
    func jobs() async throws(NotificationStoreError) -> [InstallationJob] {
        try await store.values(prefix: Self.job).compactMap { InstallationJob(stored: $0.value) }.sorted {
            $0.id < $1.id
        }
    }

    func targets(of job: InstallationJob, part: Int) async throws(NotificationStoreError) -> [InstallationTarget] {
        guard let text = try await store.value(Self.part(job.id, part)), let list = try? JSONValue(parsing: text) else {
            return []
        }
        return (list.arrayValue ?? []).compactMap { item in
            guard let kind = item[0]?.stringValue.flatMap(InstallationTarget.Kind.init(rawValue:)),
                let id = item[1]?.stringValue
            else { return nil }
            return InstallationTarget(kind, id)
        }
    }

    /// Notes what failed of a part, and the job behind it: done a second time it is the same.
    func close(
        part: Int, of job: InstallationJob, failures: [Failure]
    ) async throws(NotificationStoreError) {
        if !failures.isEmpty {
            let list = JSONValue.array(
                failures.map {
                    .array([
                        .string($0.target.kind.rawValue), .string($0.target.id), .string($0.code), .string($0.message),
                    ])
                })
            try await store.set(Self.failed(job.id, part), to: list.text())
        }
        try await save(job)
        try await store.set(Self.part(job.id, part), to: nil)
    }

    /// What failed of a part.
    func failures(of id: String, part: Int) async throws(NotificationStoreError) -> [Failure] {
        guard let text = try await store.value(Self.failed(id, part)), let list = try? JSONValue(parsing: text) else {
            return []
        }
        return (list.arrayValue ?? []).compactMap { item in
            guard let kind = item[0]?.stringValue.flatMap(InstallationTarget.Kind.init(rawValue:)),
                let id = item[1]?.stringValue,
                let code = item[2]?.stringValue, let message = item[3]?.stringValue
            else { return nil }
            return Failure(target: InstallationTarget(kind, id), code: code, message: message)
        }
    }

    private func forgetOldest() async throws(NotificationStoreError) {
        let over = try await jobs().filter { $0.state == .done }
        for job in over.dropLast(Self.maxOver) {
            for part in 0..<job.done { try await store.set(Self.failed(job.id, part), to: nil) }
            try await store.set(Self.job + job.id, to: nil)
        }
    }

    private static let job = "install/job/"
    private static func part(_ id: String, _ part: Int) -> String { "install/part/\(id)/\(part)" }
    private static func failed(_ id: String, _ part: Int) -> String { "install/failed/\(id)/\(part)" }
}
