internal import Foundation

// What the systems spell differently, for tests with sockets of their own.

/// A TCP socket over IPv4 that blocks, and that gives no signal when the other side is gone; below 0 when there is
/// none.
public func makeStreamSocket() -> CInt {
    #if os(Linux)
        return socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        muteSignals(of: descriptor)
        return descriptor
    #endif
}

/// The next connection of a listening socket, which gives no signal when the other side is gone; below 0 when there is
/// none.
public func acceptConnection(_ listener: CInt) -> CInt {
    let descriptor = accept(listener, nil, nil)
    #if !os(Linux)
        muteSignals(of: descriptor)
    #endif
    return descriptor
}

/// Writes once.
/// - Returns: how many of the bytes were taken; below 0 for an error.
public func sendOnce(_ bytes: some Collection<UInt8>, to descriptor: CInt) -> Int {
    #if os(Linux)
        let flags = CInt(MSG_NOSIGNAL)
    #else
        let flags: CInt = 0
    #endif
    let sent = bytes.withContiguousStorageIfAvailable { send(descriptor, $0.baseAddress, $0.count, flags) }
    return sent ?? Array(bytes).withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
}

/// Connects to a port of this machine.
/// - Returns: whether something listens there.
public func connect(_ descriptor: CInt, toPort port: Int) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
}

#if !os(Linux)
    private func muteSignals(of descriptor: CInt) {
        var isOn: CInt = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<CInt>.size))
    }
#endif
