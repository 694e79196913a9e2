import Foundation
import ServiceKit

/// A terminal that a person looks at.
struct Terminal: Sendable {
    /// Whether it may be coloured: not with `NO_COLOR`, nor where `TERM` says that it is dumb.
    /// - SeeAlso: [NO_COLOR](https://no-color.org)
    let isColoured: Bool
    /// How many characters a line has, now: windows grow and shrink.
    let width: @Sendable () -> Int

    init(isColoured: Bool, width: @escaping @Sendable () -> Int) {
        self.isColoured = isColoured
        self.width = width
    }

    /// The terminal behind a file descriptor; nil when there is none, or one that cannot go back to the line's start.
    init?(descriptor: CInt, _ variables: ProcessEnvironment) {
        guard isatty(descriptor) == 1, variables["TERM"]?.text != "dumb" else { return nil }
        isColoured = variables["NO_COLOR"] == nil
        let fallback = variables["COLUMNS"].flatMap { Int($0.text) } ?? 80
        width = {
            var size = winsize()
            let status = unsafe withUnsafeMutablePointer(to: &size) { size in
                unsafe ioctl(descriptor, UInt(TIOCGWINSZ), UnsafeMutableRawPointer(size))
            }
            return status == 0 && size.ws_col > 0 ? Int(size.ws_col) : fallback
        }
    }
}
