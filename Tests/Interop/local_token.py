"""The bot's token from Local Teams, by hand: MSAL refuses an authority that is not https."""

import json
import os
import urllib.parse
import urllib.request

LOCAL_TEAMS = os.environ["LOCAL_TEAMS_URL"].rstrip("/")
CLIENT_ID = os.environ["CLIENT_ID"]
CLIENT_SECRET = os.environ.pop("CLIENT_SECRET")  # else an SDK would take it to MSAL
PORT = int(os.environ["PORT"])


def token(scope: str = "https://api.botframework.com/.default", tenant: str | None = None) -> str:
    form = {
        "grant_type": "client_credentials",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "scope": scope,
    }
    url = f"{LOCAL_TEAMS}/{tenant or 'botframework.com'}/oauth2/v2.0/token"
    with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=20) as answer:
        return json.loads(answer.read())["access_token"]
