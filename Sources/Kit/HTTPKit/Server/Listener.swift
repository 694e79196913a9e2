internal import CLibSystem

/// A listening socket, closed when its last owner lets go of it.
final class Listener: Sendable {
    let descriptor: CInt
    let port: Int

    init(host: String, port: Int) throws(HTTPServerError) {
        guard let number = UInt16(exactly: port) else {
            throw HTTPServerError(code: .badAddress, message: "\(port) is not a port; choose one from 0 to 65535")
        }
        let result = csystem_listen(host, number)
        guard result >= 0 else { throw HTTPServerError(errno: -result, host: host, port: port) }
        descriptor = result
        self.port = Int(csystem_port(result))
    }

    deinit { csystem_close(descriptor) }
}

extension HTTPServerError {
    fileprivate init(errno: CInt, host: String, port: Int) {
        switch errno {
        case EADDRINUSE:
            code = .portInUse
            message = "port \(port) on \(host) is in use by another program; end it, or choose another port"
        case EINVAL, EADDRNOTAVAIL, EAFNOSUPPORT:
            code = .badAddress
            message =
                "cannot listen on '\(host)': give an address of this machine in digits, such as 127.0.0.1 or 0.0.0.0"
        case EACCES, EPERM:
            code = .refused
            message = "no right to listen on port \(port); ports below 1024 need it, choose a higher one"
        default:
            code = .refused
            message = "cannot listen on \(host):\(port): \(String(cString: strerror(errno)))"
        }
    }
}
