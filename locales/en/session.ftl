# Signing in.

sign-in-title = Sign in
sign-in-login = User name, email address or mobile number
sign-in-password = Password
sign-in-by-password = Sign in with a password
sign-in-missing = Enter your user name, email address or mobile number, and your password
sign-in-wrong = The user name, address or password is not right. Enter them again. After 5 wrong tries an account is locked for 15 minutes
sign-in-kept = We have kept what you entered
sign-in-kept-next = Your session had timed out. Sign in again and you can send what you entered.
sign-in-demo = People in this demonstration
sign-in-demo-note = This is a demonstration site. Choose a person to sign in as.
sign-in-as = Sign in as { $name }
sign-in-forgotten = I have forgotten my password
sign-in-register = Create an account
sign-in-demo-agency = { $place } ({ $count })
continuation-title = Send what you entered
continuation-note = We kept what you entered before you signed in. It has not been sent yet. Use the button to send it.
continuation-send = Send it now
persona-person = Applicant (person)
persona-entity = Applicant (business)

# Roles
role-counter = Counter
role-examiner = Examiner
role-reviewer = Reviewer
role-decider = Decision maker
role-issuer = Issuing and delivery
role-head = Head of agency
role-government-head = Head of the government
role-supervisor = Supervision
role-admin = Administration
role-applicant = Applicant
role-system = System
