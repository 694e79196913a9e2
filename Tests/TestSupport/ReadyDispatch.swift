internal import Dispatch

/// Lets Dispatch open the descriptors that it needs for waiting, so that a test may take all others: it ends the
/// process when it comes to need them and gets none.
public func readyDispatch() async {
    await withCheckedContinuation { isReady in
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(1)) { isReady.resume() }
    }
}
