# How far a mandate reaches: what an agent sees, how they switch, and what waits for them.
error-not-for-agent = This page is outside what you may do for others
error-not-for-agent-next = You act for { $name }, for the services below only. To see what is your own, act for yourself again.
error-not-for-agent-switch = Act for yourself again
error-uncovered = You may not apply for this service for somebody else
error-uncovered-next = You act for { $name }, for the services below only. You can apply for yourself, or ask { $name } to name you anew.
error-uncovered-switch = Apply for yourself
error-for-principal = This is a case of somebody you act for
error-for-principal-next = The case is { $name }’s, and you do not act for { $name } now. Switch to see it and go on.
error-for-principal-switch = Act for { $name }
acting-uncovered = You act for { $name }, and you were not named for this service. You can apply for yourself, or ask { $name } to name you anew.
others-title =
    { $count ->
        [one] One thing waits in what you do for others
       *[other] { $count } things wait in what you do for others
    }
others-waiting =
    { $count ->
        [one] One case of { $name }
       *[other] { $count } cases of { $name }
    }
others-offered = Somebody asks you to act for them
others-offers = See what waits for your answer ({ $count })

mail-nominated-subject = { $principal } asks you to act for them
mail-nominated-lead = { $principal } asks you to act for them, and waits for your answer.
mail-nominated-next = Sign in to see for what and until when. Nothing counts before you accept. If you do not know them or do not want to, you can refuse, or do nothing.
mail-nominated-action = Sign in to see it
mail-why-delegations = You get it because somebody at { $portal } named you, by name and identity number, to act for them.
sms-nominated = Somebody asks you to act for them. Please sign in and answer.
messages-topic-delegations = Acting for others
messages-topic-delegations-hint = When somebody asks you to act for them.

mail-corrected-for-other-subject = Please correct the application of { $principal }: { $item }
mail-corrected-for-other-lead = The application for “{ $item }” that you sent for { $principal } needs corrections before it can be accepted.
mail-corrected-for-other-next = Sign in by { $supplement }, switch to acting for { $principal }, and correct it. You will see each thing to correct and why. After that date the application is returned. We have told { $principal } as well.
mail-corrected-for-other-action = Sign in to see and correct it
sms-corrected-for-other = Please correct what you sent for somebody by { $supplement }.
mail-reminder-for-other-subject = Time to correct is running out: { $item }
mail-reminder-for-other-lead = The application for “{ $item }” that you sent for { $principal } is still waiting for corrections, and the time is nearly over.
mail-reminder-for-other-next = Sign in by { $supplement }, switch to acting for { $principal }, and correct it. After that date the application is returned. We have told { $principal } as well.
mail-reminder-for-other-action = Sign in to see and correct it
sms-reminder-for-other = The time to correct what you sent for somebody ends on { $supplement }.
mail-payment-for-other-subject = Please pay the fee for { $principal }: { $item }
mail-payment-for-other-lead = A fee is due for the application for “{ $item }” that you sent for { $principal }: { $fee }.
mail-payment-for-other-next = Pay it to the agency by { $pay }. Sign in and switch to acting for { $principal } to see how. We have told { $principal } as well. Never pay into a private account that somebody names in a text or a call.
mail-payment-for-other-action = Sign in to see how to pay
sms-payment-for-other = A fee is due on what you sent for somebody. See how:
