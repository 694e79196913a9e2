internal import Dispatch
internal import Foundation
internal import LockKit

/// A program that ends with this process, however that ends: a shell between the two waits for the end of a pipe that
/// this process holds.
final class ChildProgram: Sendable {
    private let shell = Mutex<Process?>(nil)
    private let lease: FileHandle
    private let output: FileHandle
    /// Signalled when nobody of the program has its output open any more.
    private let hasEnded = DispatchSemaphore(value: 0)
    /// The process of the program itself.
    let processID: pid_t

    /// Starts `arguments`, and returns when a line of its error output has `word`. When this process ends without
    /// ``wait()``, `folder` is removed.
    init(_ arguments: [String], readyAt word: String, folder: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // The program's own input is empty, and its output is the shell's. No `wait`: threads of Swift have SIGCHLD
        // blocked, their children inherit that, and a shell may wait for the signal.
        let script = """
            "$@" </dev/null 2>&1 &
            echo "process $!"
            exec >/dev/null
            said=$(cat)
            kill -QUIT $! 2>/dev/null
            [ -n "$said" ] || rm -rf "$FOLDER"
            """
        process.arguments = ["-c", script, "sh"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["FOLDER": folder]) { $1 }
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        lease = input.fileHandleForWriting
        self.output = output.fileHandleForReading
        var said = ""
        while !said.contains(word) {
            let piece = self.output.availableData
            guard !piece.isEmpty else { throw PostgresServerError(message: "the server ended at once: \(said)") }
            said += String(decoding: piece, as: UTF8.self)
        }
        guard let first = said.split(separator: "\n").first(where: { $0.hasPrefix("process ") }),
            let number = pid_t(first.dropFirst(8)), said.contains(word)
        else {
            try? lease.close()
            throw PostgresServerError(message: "the server did not start: \(said)")
        }
        processID = number
        shell.withLock { $0 = process }
        // What it says from now on is read, so that it never waits for a reader.
        Thread.detachNewThread { [output = self.output, hasEnded] in
            while !output.availableData.isEmpty {}
            hasEnded.signal()
        }
    }

    /// Sends a signal to the program.
    func signal(_ number: CInt) { kill(processID, number) }

    /// Waits until the program has ended, which something has told it to.
    func wait() {
        guard let process = shell.withLock({ $0.take() }) else { return }
        hasEnded.wait()
        try? lease.write(contentsOf: Data("keep".utf8))
        try? lease.close()
        process.waitUntilExit()
    }

    /// Runs a program to its end.
    static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw PostgresServerError(message: "\(arguments[0]): \(String(decoding: said, as: UTF8.self))")
        }
    }
}

/// Why there is no server.
public struct PostgresServerError: Error, CustomStringConvertible {
    let message: String
    /// The message.
    public var description: String { message }
}
