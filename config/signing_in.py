"""How people sign in: by mailed code or password; a second step for who wants it."""

SETTINGS: dict[str, object] = {
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "/desk/",
    "LOGOUT_REDIRECT_URL": "/",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_LOGIN_METHODS": {"email"},
    # Nobody signs up by themselves; the password here makes the password form exist.
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
    "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": 600,
    "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS": 3,
    "ACCOUNT_PREVENT_ENUMERATION": "strict",
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_ADAPTER": "portal.sign_in.SignIn",
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
    "ACCOUNT_RATE_LIMITS": {
        "login": "30/m/ip",
        "login_failed": "10/m/ip,5/300s/key",
        "request_login_code": "20/m/ip,5/m/key",
    },
    # Their own address changes once its new mailbox opened the link; one at a time.
    "ACCOUNT_CHANGE_EMAIL": True,
    # Whoever lost a password or a step to somebody else hears of it by letter.
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_FORMS": {
        "login": "portal.sign_in_forms.Login",
        "request_login_code": "portal.sign_in_forms.AskForCode",
        "reauthenticate": "portal.sign_in_forms.PasswordOnceMore",
        "reset_password": "portal.sign_in_forms.ResetPassword",
        "change_password": "portal.sign_in_forms.ChangePassword",
        "set_password": "portal.sign_in_forms.SetPassword",
        "reset_password_from_key": "portal.sign_in_forms.NewPassword",
        "add_email": "portal.sign_in_forms.NewAddress",
    },
    "MFA_FORMS": {
        "activate_totp": "portal.sign_in_forms.SecondStep",
        "authenticate": "portal.sign_in_forms.NumberFromApp",
        "reauthenticate": "portal.sign_in_forms.NumberOnceMore",
    },
    "MFA_ADAPTER": "portal.sign_in.TwoSteps",
    # Accounts are made by staff: nobody can open one with somebody else's address.
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,
}
