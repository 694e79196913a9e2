"""The peer: Microsoft's Teams SDK for Python, authentication on, a handler that answers nothing.

Reads PORT, ISSUER and CLIENT_ID.
"""

import asyncio
import logging
import os
import socket

from microsoft_teams.api import MessageActivity
from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
from microsoft_teams.apps import ActivityContext, App

logging.disable(logging.CRITICAL)
PORT = int(os.environ["PORT"])
app = App(
    client_id=os.environ["CLIENT_ID"],
    token=lambda scope, tenant_id=None: "none",
    cloud=with_overrides(PUBLIC, openid_metadata_url=f"{os.environ['ISSUER']}/v1/.well-known/openidconfiguration"),
)


@app.on_message
async def on_message(context: ActivityContext[MessageActivity]):
    pass


async def main():
    server = asyncio.create_task(app.start(PORT))
    while not server.done():
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                print(f"listening on http://127.0.0.1:{PORT}", flush=True)
                break
        await asyncio.sleep(0.05)
    await server


asyncio.run(main())
