"""What the generated letters are made of: sentences with holes, and what may fill the holes.

All of it is made up for this purpose. A hole is {name}; SLOTS has what may stand there, and some of
those have holes themselves. #, ## and ### are numbers of one, two and three digits.
"""

STRONG = [
    "At {company} I moved {system} from {tech} to {tech}, and the p99 fell from ### ms to ## ms.",
    "{system!} handled ## million {things} a day when I left; it had handled # million when I came.",
    "I wrote the {tech} service that {work}, and kept it at 99.9# % for # quarters.",
    "When {trouble}, I traced it to {cause}, wrote the test that shows it, and shipped the mend the same {day}.",
    "My team of # cut the bill for {system} by ## % by moving {things} out of {tech}.",
    "I gave {system} traces, metrics and an alert on the error budget, and pages fell from ## to # a week.",
    "For {partner} I designed the {contract} that # teams now write against, with a version in every message.",
    "We chose {tech} over {tech} because {reason}; a year later I would choose it again.",
    "The hard part was {hard}: I settled it by {method}, at the price of {price}.",
    "I brought the time to deploy {system} from ## minutes to # by caching what {tech} builds.",
    "Support had ### tickets a month about {things}; after the rewrite that I led it had ##.",
    "Over ## months I taught # juniors to review {tech} and to be on call for {system}.",
    "Checkout lost # % of {things} to {cause}; {method} won back $##,000 a month.",
    "I reproduced the fault with a {tech} harness that replays ##,000 {things}, and {partner} took it over.",
    "The migration of ### GB from {tech} ran in # nights without a minute of downtime, since I wrote both ways at once.",
    "Every {day} I met {partner} to agree which {things} we would drop first when {trouble}.",
    "I own {system} at {company}: its schema in {tech}, its dashboards, and the ## runbooks of its on-call.",
    "Recall of the model that ranks {things} rose from 0.## to 0.## after I had the labels done twice.",
]

MIDDLING = [
    "In my current role at {company} I work on {system} with {tech} and {tech}.",
    "I have been responsible for {system}, which {work}, for about # years.",
    "Most of my days go into {tech}, {tech} and helping {partner} with {things}.",
    "We improved the performance of {system} considerably by {method}.",
    "I am comfortable with {tech}, and I have used {tech} in two projects.",
    "Before that I spent # years at {company}, where I maintained {system}.",
    "Together with {partner} I helped to reduce the number of {things} that fail.",
    "I also took part in the on-call rotation and wrote some documentation for {system}.",
    "My degree in {subject} taught me to look for {cause} before I look for someone to blame.",
    "I read about your work on {things} and would like to know how you deal with {hard}.",
    "Part of the work was {method}, which took longer than we thought.",
    "Users of {system} noticed the difference, and {partner} told us so.",
    "I care about tests, reviews and small changes, and I like to see them in production.",
    "Our {tech} cluster grew a lot in that time and I learned how to keep it healthy.",
]

WEAK = [
    "I am writing to apply for the {role} position at {company}.",
    "I am a highly motivated, hard-working and passionate {role} with a proven track record.",
    "I am proficient in {tech}, {tech}, {tech}, {tech}, {tech} and {tech}.",
    "I believe that my skills and experience make me the perfect candidate for this role.",
    "I was responsible for various tasks and for many {things}.",
    "I am a quick learner and a team player who thinks outside the box.",
    "Your company is a world-class leader in {domain} and I have always admired it.",
    "I leveraged cutting-edge solutions to drive significant impact across the organisation.",
    "I have excellent communication skills and pay great attention to detail.",
    "I helped with {system} and was involved in a number of improvements.",
    "I am confident that I would be a great asset to your team.",
    "I have a strong passion for {domain} and for new technologies such as {tech}, {tech} and {tech}.",
    "I work well under pressure, both alone and in a team.",
    "My experience has given me a solid foundation in {tech} and related tools.",
    "I did not set up logging, but I have always been interested in {domain}.",
    "This is a unique opportunity to grow and to take my career to the next level.",
    "In todays fast-paced world, {domain} is more important than ever before.",
]

OPENINGS = {
    "strong": [
        "Your post on {hard} describes what I did last year for {system} at {company}, down to the mistake.",
        "{trouble!} last March, and I was the one on call; what I built afterwards is why I write to you.",
        "You are looking for someone who keeps {system} up while it grows tenfold. I did that at {company}.",
    ],
    "middling": [
        "I would like to join {company} as your next {role}, because {domain} is what I have worked in for # years.",
        "Your advertisement for {role}s caught my eye, since I have been working on {system} myself.",
        "My name is {person} and I work as {role} in {city} with # years of experience in {domain}.",
    ],
    "weak": [
        "I am writing to express my strong interest in the {role} position at {company}, as advertised on your website.",
        "Please accept this letter and my attached resume as my application for the {role} position.",
        "I hope this letter finds you well. I am very excited to apply for the role of {role} at your esteemed company.",
    ],
}

CLOSINGS = {
    "strong": [
        "May I show you the replay harness? I can be in {city} any {day} in May, or on a call for half an hour this week.",
        "I would gladly walk through the design of {system} with {partner}; next {day} after ten suits me best.",
    ],
    "middling": [
        "I would be happy to talk about {system} and about what you plan for {things}. You reach me best by e-mail.",
        "If my experience with {tech} is of use to you, I look forward to a conversation.",
    ],
    "weak": [
        "Thank you for your time and consideration. I look forward to hearing from you at your earliest convenience.",
        "Please do not hesitate to contact me should you require any further information. Thank you in advance.",
    ],
}

SALUTATIONS = {
    "strong": ["Dear Ms {surname},", "Dear {person},", "Dear Dr {surname},"],
    "middling": ["Dear {company} team,", "Hello {person},", "Dear Mr {surname},"],
    "weak": ["Dear Hiring Manager,", "To Whom It May Concern:", "Dear Sir or Madam,"],
}

SIGNOFFS = ["Kind regards,", "Best regards,", "Sincerely,", "Yours sincerely,", "With best wishes,"]

POSTSCRIPT = "PS: The write-up of {system} is at https://example.org/{word}-{word}, with its graphs."

SLOTS = {
    "tech": [
        "PostgreSQL", "Kafka", "Go", "Rust", "Python", "TypeScript", "React", "Kubernetes", "Terraform",
        "Redis", "ClickHouse", "gRPC", "C++", "Java", "Spring Boot", "Node.js", "Elixir", "RabbitMQ",
        "Airflow", "Spark", "DynamoDB", "MySQL", "Flink", "PyTorch", "Django", "GraphQL", "Ansible",
        "Prometheus", "Cassandra", "Kotlin", "Swift", "Ruby on Rails", ".NET", "Snowflake", "dbt",
    ],
    "company": ["{syllable}{ending}", "{syllable}{ending} {kind}", "{syllable}{ending}"],
    "syllable": [
        "North", "Tide", "Harrow", "Quill", "Brin", "Copper", "Larch", "Vela", "Oster", "Mar", "Fen",
        "Sable", "Kestrel", "Ruth", "Pell", "Ember", "Halden", "Juno", "Thorn", "Wick",
    ],
    "ending": ["field", "water", "ly", "wright", "gate", "brook", "mont", "stead", "ford", "well"],
    "kind": ["Pay", "Health", "Labs", "Freight", "Energy", "Systems", "Books", "Bank"],
    "person": ["{first} {surname}"],
    "first": [
        "Amara", "Jonas", "Ines", "Tomasz", "Priya", "Wei", "Olu", "Zoë", "Søren", "Marta", "José",
        "Aiko", "Noah", "Fatima", "Liam", "Chloé",
    ],
    "surname": [
        "Okafor", "Lindqvist", "Marsh", "Nowak", "Ferreira", "Iyer", "Castellano", "Müller", "Tanaka",
        "O'Dowd", "Haddad", "Novák", "Whitlock", "Sørensen", "Baptiste", "Chen",
    ],
    "city": ["Leeds", "Gdańsk", "Porto", "Lagos", "Pune", "Osaka", "Zürich", "Toronto", "Utrecht", "Cork"],
    "role": [
        "backend engineer", "data analyst", "site reliability engineer", "frontend developer",
        "machine learning engineer", "product manager", "security engineer", "embedded developer",
        "platform engineer", "QA engineer", "data engineer", "engineering manager",
    ],
    "domain": [
        "payments", "logistics", "healthcare", "developer tools", "search", "renewable energy",
        "education", "fraud detection", "e-commerce", "public transport",
    ],
    "system": [
        "the {what} {which}", "our {what} {which}", "the {which} for {things}", "the {what} {which}",
    ],
    "what": [
        "billing", "checkout", "search", "settlement", "booking", "telemetry", "identity", "inventory",
        "routing", "claims", "pricing", "messaging", "scheduling", "reporting", "deployment",
    ],
    "which": ["pipeline", "service", "queue", "gateway", "platform", "store", "API", "scheduler", "ledger"],
    "things": [
        "orders", "refunds", "events", "invoices", "sensor readings", "claims", "parcels", "log lines",
        "bookings", "payouts", "requests", "prescriptions", "search queries", "timetables",
    ],
    "work": [
        "settles {things} between banks", "matches {things} to customers", "prices {things} each night",
        "replays {things} after a failure", "indexes {things} as they arrive", "signs {things} for partners",
    ],
    "trouble": [
        "two of three brokers went down", "the nightly job began to overlap itself",
        "{things} arrived twice", "latency doubled every Friday", "a bad migration locked the table",
        "the cache served what had been deleted",
    ],
    "cause": [
        "a retry without a key", "clock drift between hosts", "an index that nobody used",
        "a connection pool of ten", "a lock held over the network", "a time-out longer than its caller's",
        "back-pressure that stopped one hop short",
    ],
    "method": [
        "an outbox table and idempotent consumers", "splitting the write path from the read path",
        "sampling one request in ##", "moving the join into {tech}", "a canary for every region",
        "a queue for each customer", "property tests against the old code",
    ],
    "hard": [
        "keeping {things} in order across regions", "deleting what the law says must go",
        "changing the schema under load", "telling a slow host from a dead one",
        "proving that nothing was paid twice", "agreeing on what a customer is",
    ],
    "price": ["some memory", "one more table", "a day's delay in reports", "a second deploy", "## ms more at startup"],
    "reason": [
        "our {things} are small and many", "the team of # knew it", "it can be run by two people",
        "its transactions span tables", "we needed order for each key more than speed",
    ],
    "partner": ["the finance team", "two vendors", "the designers", "legal", "our support desk", "the data team", "the product manager"],
    "contract": ["event schema", "API", "data contract", "protocol", "file format"],
    "subject": ["physics", "computer science", "economics", "linguistics", "mechanical engineering", "statistics"],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "word": ["ledger", "queue", "replay", "outbox", "canary", "tides", "notes", "graph"],
    "month": ["January", "February", "March", "April", "May", "June", "September", "October", "November"],
}
