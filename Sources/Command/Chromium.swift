import Foundation

/// A Chromium of this machine, which takes pictures of pages. It runs without a window, in a folder of its own, and is
/// ended when it takes too long.
struct Chromium: Sendable {
    let program: String
    /// How long each of its two runs may take.
    var patience = Duration.seconds(30)

    private static let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

    /// The one that `CHROMIUM` names, else the first that the search path has.
    static func find(
        in environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandFailure) -> Chromium {
        if let named = environment["CHROMIUM"], !named.isEmpty {
            guard FileManager.default.isExecutableFile(atPath: named) else {
                throw CommandFailure(message: "CHROMIUM names \(named), which is no program")
            }
            return Chromium(program: named)
        }
        for folder in (environment["PATH"] ?? "").split(separator: ":") {
            for name in names {
                let path = "\(folder)/\(name)"
                if FileManager.default.isExecutableFile(atPath: path) { return Chromium(program: path) }
            }
        }
        throw CommandFailure(
            message: "a picture needs a Chromium, and none is installed: install one, or name it in CHROMIUM; "
                + "--output page.html needs none")
    }

    /// A picture of the page as PNG, cut to what the page says is its size.
    func picture(of html: String, width: Int) async throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "teams-card-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appending(path: "page.html")
        try Data(html.utf8).write(to: page)
        let drawn = try await run(
            ["--dump-dom", "--window-size=\(max(width + 48, 500)),800", page.absoluteString], in: folder)
        guard let size = Self.size(in: drawn) else {
            throw CommandFailure(message: "\(program) did not draw the card")
        }
        let file = folder.appending(path: "card.png")
        _ = try await run(
            [
                "--screenshot=\(file.path())", "--window-size=\(size.width),\(size.height)",
                "--force-device-scale-factor=2", page.absoluteString,
            ], in: folder)
        guard let bytes = try? Data(contentsOf: file), !bytes.isEmpty else {
            throw CommandFailure(message: "\(program) took no picture of the card")
        }
        return [UInt8](bytes)
    }

    /// `data-size` of the document: what the page wrote when it had drawn the card.
    static func size(in document: String) -> (width: Int, height: Int)? {
        guard let start = document.firstRange(of: "data-size=\"") else { return nil }
        let numbers = document[start.upperBound...].prefix(20).prefix { $0 != "\"" }.split(separator: "x")
        guard numbers.count == 2, let width = Int(numbers[0]), let height = Int(numbers[1]),
            (1...8_192).contains(width), height > 0
        else { return nil }
        // Longer pictures are more than a browser paints at once.
        return (width, min(height, 8_192))
    }

    private func run(_ arguments: [String], in folder: URL) async throws -> String {
        let said = folder.appending(path: "said")
        try Data().write(to: said)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments =
            [
                "--headless=new", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--mute-audio",
                "--disable-extensions", "--disable-background-networking", "--virtual-time-budget=5000",
                "--user-data-dir=\(folder.appending(path: "profile").path())",
            ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: said)
        process.standardError = FileHandle.nullDevice
        let (ended, end) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in end.finish() }
        do { try process.run() } catch {
            throw CommandFailure(message: "\(program) cannot be started")
        }
        let inTime = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in ended {}
                return !Task.isCancelled
            }
            group.addTask {
                // The deadline of a program that may hang.
                try? await Task.sleep(for: patience)
                return false
            }
            let first = await group.next() ?? false
            group.cancelAll()
            return first
        }
        guard inTime else {
            kill(process.processIdentifier, SIGKILL)
            throw CommandFailure(
                message: "\(program) has not drawn the card within \(patience.components.seconds) s, and was ended")
        }
        return String(decoding: (try? Data(contentsOf: said)) ?? Data(), as: UTF8.self)
    }
}
