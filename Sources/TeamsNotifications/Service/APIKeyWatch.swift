internal import LockKit
package import ServiceKit

/// Keeps a keyring as the file and the store have it: what is revoked in either is refused within ten seconds.
package final class APIKeyWatch: Service, Sendable {
    /// How often both are read.
    private static let period: Duration = .seconds(4)

    private let ring: APIKeyring
    private let book: APIKeyBook
    private let file: String?
    private let time: Stopwatch
    private let logger: Log
    private let known = Mutex(Known())
    private let ending = AsyncStream.makeStream(of: Void.self)

    /// What was last read of each.
    private struct Known {
        var ofFile: [APIKey] = []
        var ofBook: [APIKey] = []
        var problem: String?
    }

    /// - Parameters:
    ///   - file: the path of the file of keys, if there is one.
    ///   - time: what the ten seconds are measured by.
    package init(ring: APIKeyring, book: APIKeyBook, file: String?, time: Stopwatch, logger: Log) {
        self.ring = ring
        self.book = book
        self.file = file
        self.time = time
        self.logger = logger
    }

    /// What is wrong with the keys, for `/readyz`; nil when nothing is.
    package var currentProblem: String? { known.withLock { $0.problem } }

    /// Reads the keys for the first time. Without a file and without a key in the store one is made.
    /// - Returns: the key that was made, which nobody can tell again.
    /// - Throws: what is wrong with the file, or the store.
    package func begin() async throws -> String? {
        let fromFile = try file.map { (path) throws(APIKeyFile.Problem) in try APIKeyFile(path: path) }
        if let fromFile, !fromFile.shortLines.isEmpty {
            logger.warning(
                "The key file has keys of fewer than 16 characters, which can be guessed",
                ["lines": fromFile.shortLines.map(String.init).joined(separator: ",")])
        }
        var kept = try await book.keys()
        var made: String?
        if file == nil, kept.isEmpty {
            made = try await book.add("default", scope: .admin, now: WallClock.system.now)
            kept = try await book.keys()
        }
        let all = (fromFile?.keys ?? []) + kept
        if all.isEmpty, let file {
            throw APIKeyFile.Problem(description: "the key file '\(file)' has no key: one a line")
        }
        known.withLock { known in
            known.ofFile = fromFile?.keys ?? []
            known.ofBook = kept
        }
        ring.replace(with: all)
        return made
    }

    package func run() async throws {
        await withTaskGroup { group in
            group.addTask { [self] in
                while (try? await time.sleep(for: Self.period)) != nil { await refresh() }
            }
            group.addTask { [ending] in
                for await _ in ending.stream {}
            }
            await group.next()
            group.cancelAll()
        }
    }

    package func beginShutdown() { ending.continuation.finish() }

    /// Reads both again. What cannot be read counts as it was, and is told.
    package func refresh() async {
        var problems: [String] = []
        var ofFile: [APIKey]?
        var ofBook: [APIKey]?
        do throws(APIKeyFile.Problem) {
            ofFile = try file.map { (path) throws(APIKeyFile.Problem) in try APIKeyFile(path: path).keys }
        } catch {
            problems.append("\(error)")
        }
        do throws(NotificationStoreError) { ofBook = try await book.keys() } catch { problems.append("\(error)") }
        let (keys, isNew) = known.withLock { known in
            if let ofFile { known.ofFile = ofFile }
            if let ofBook { known.ofBook = ofBook }
            let isNew = known.problem == nil && !problems.isEmpty
            known.problem =
                problems.isEmpty
                ? nil
                : "the keys of the API cannot be read, and count as they were: \(problems.joined(separator: "; "))"
            return (known.ofFile + known.ofBook, isNew)
        }
        ring.replace(with: keys)
        if isNew {
            logger.error(
                "The keys of the API cannot be read, and count as they were",
                ["error": problems.joined(separator: "; ")])
        }
    }
}
