export namespace aadsts {
	
	export class Outcome {
	    word: string;
	    code: number;
	    meaning: string;
	    demand?: string;
	
	    static createFrom(source: any = {}) {
	        return new Outcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.word = source["word"];
	        this.code = source["code"];
	        this.meaning = source["meaning"];
	        this.demand = source["demand"];
	    }
	}

}

export namespace api {
	
	export class AccountRow {
	    homeAccountId: string;
	    username: string;
	    tenant: string;
	    current: boolean;
	
	    static createFrom(source: any = {}) {
	        return new AccountRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.homeAccountId = source["homeAccountId"];
	        this.username = source["username"];
	        this.tenant = source["tenant"];
	        this.current = source["current"];
	    }
	}
	export class AppInfo {
	    version: string;
	    door: string;
	    platform: string;
	    keychain: string;
	    keychainProblem?: problem.Problem;
	
	    static createFrom(source: any = {}) {
	        return new AppInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.version = source["version"];
	        this.door = source["door"];
	        this.platform = source["platform"];
	        this.keychain = source["keychain"];
	        this.keychainProblem = this.convertValues(source["keychainProblem"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Authority {
	    subject: string;
	    fingerprint: string;
	    expires: string;
	
	    static createFrom(source: any = {}) {
	        return new Authority(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.subject = source["subject"];
	        this.fingerprint = source["fingerprint"];
	        this.expires = source["expires"];
	    }
	}
	export class Check {
	    id: string;
	    state: string;
	    detail: string;
	    problem?: problem.Problem;
	
	    static createFrom(source: any = {}) {
	        return new Check(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.state = source["state"];
	        this.detail = source["detail"];
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CloudInfo {
	    id: string;
	    name: string;
	    authority: string;
	    discovery: string;
	    portal: string;
	
	    static createFrom(source: any = {}) {
	        return new CloudInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.authority = source["authority"];
	        this.discovery = source["discovery"];
	        this.portal = source["portal"];
	    }
	}
	export class ConsentView {
	    links: registration.Link[];
	    mail: registration.Mail;
	
	    static createFrom(source: any = {}) {
	        return new ConsentView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.links = this.convertValues(source["links"], registration.Link);
	        this.mail = this.convertValues(source["mail"], registration.Mail);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CredentialInfo {
	    kind: string;
	    saved: boolean;
	    subject: string;
	    thumbprint: string;
	    expires: string;
	    problem?: problem.Problem;
	
	    static createFrom(source: any = {}) {
	        return new CredentialInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.saved = source["saved"];
	        this.subject = source["subject"];
	        this.thumbprint = source["thumbprint"];
	        this.expires = source["expires"];
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class DeviceCode {
	    userCode: string;
	    verificationUrl: string;
	    expiresAt: string;
	    qr: string[];
	
	    static createFrom(source: any = {}) {
	        return new DeviceCode(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.userCode = source["userCode"];
	        this.verificationUrl = source["verificationUrl"];
	        this.expiresAt = source["expiresAt"];
	        this.qr = source["qr"];
	    }
	}
	export class Draft {
	    profile: profile.Profile;
	    where: string;
	    shown: string;
	    key: string;
	    readOnly: boolean;
	    problem?: problem.Problem;
	
	    static createFrom(source: any = {}) {
	        return new Draft(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.profile = this.convertValues(source["profile"], profile.Profile);
	        this.where = source["where"];
	        this.shown = source["shown"];
	        this.key = source["key"];
	        this.readOnly = source["readOnly"];
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ExchangeField {
	    name: string;
	    value: string;
	    secret: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ExchangeField(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	        this.secret = source["secret"];
	    }
	}
	export class ExchangePlan {
	    id: string;
	    authorizeUrl: string;
	    tokenUrl: string;
	    curl: string;
	    powershell: string;
	    fields: ExchangeField[];
	    postman: string;
	    foreignHost: string;
	    warnings: problem.Problem[];
	
	    static createFrom(source: any = {}) {
	        return new ExchangePlan(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.authorizeUrl = source["authorizeUrl"];
	        this.tokenUrl = source["tokenUrl"];
	        this.curl = source["curl"];
	        this.powershell = source["powershell"];
	        this.fields = this.convertValues(source["fields"], ExchangeField);
	        this.postman = source["postman"];
	        this.foreignHost = source["foreignHost"];
	        this.warnings = this.convertValues(source["warnings"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ExchangeResult {
	    account: string;
	    tenant: string;
	    resource: string;
	    expiresOn: string;
	    refreshToken: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ExchangeResult(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.account = source["account"];
	        this.tenant = source["tenant"];
	        this.resource = source["resource"];
	        this.expiresOn = source["expiresOn"];
	        this.refreshToken = source["refreshToken"];
	    }
	}
	export class Field {
	    id: string;
	    value: string;
	
	    static createFrom(source: any = {}) {
	        return new Field(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.value = source["value"];
	    }
	}
	export class Look {
	    name: string;
	    color: string;
	    pinned: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Look(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.color = source["color"];
	        this.pinned = source["pinned"];
	    }
	}
	export class WhoAmI {
	    userId: string;
	    businessUnitId: string;
	    organizationId: string;
	    userName: string;
	    milliseconds: number;
	
	    static createFrom(source: any = {}) {
	        return new WhoAmI(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.userId = source["userId"];
	        this.businessUnitId = source["businessUnitId"];
	        this.organizationId = source["organizationId"];
	        this.userName = source["userName"];
	        this.milliseconds = source["milliseconds"];
	    }
	}
	export class TenantResult {
	    tenant: string;
	    organizations: number;
	    problem?: problem.Problem;
	
	    static createFrom(source: any = {}) {
	        return new TenantResult(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.tenant = source["tenant"];
	        this.organizations = source["organizations"];
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Step {
	    id: string;
	    state: string;
	
	    static createFrom(source: any = {}) {
	        return new Step(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.state = source["state"];
	    }
	}
	export class Operation {
	    id: string;
	    kind: string;
	    rev: number;
	    state: string;
	    steps: Step[];
	    flow: string;
	    fallback?: problem.Problem;
	    insecureFormSuspected: boolean;
	    httpsForced: boolean;
	    deviceCode?: DeviceCode;
	    guest: string;
	    tenants: TenantResult[];
	    startedAt: string;
	    limitSeconds: number;
	    foreignHost: string;
	    browserFailed: boolean;
	    rejectedRequests: number;
	    prompt: string;
	    promptGuessed: boolean;
	    account: string;
	    storage: string;
	    storageProblem?: problem.Problem;
	    notice?: problem.Problem;
	    organizations: number;
	    whoAmI?: WhoAmI;
	    problem?: problem.Problem;
	
	    static createFrom(source: any = {}) {
	        return new Operation(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.kind = source["kind"];
	        this.rev = source["rev"];
	        this.state = source["state"];
	        this.steps = this.convertValues(source["steps"], Step);
	        this.flow = source["flow"];
	        this.fallback = this.convertValues(source["fallback"], problem.Problem);
	        this.insecureFormSuspected = source["insecureFormSuspected"];
	        this.httpsForced = source["httpsForced"];
	        this.deviceCode = this.convertValues(source["deviceCode"], DeviceCode);
	        this.guest = source["guest"];
	        this.tenants = this.convertValues(source["tenants"], TenantResult);
	        this.startedAt = source["startedAt"];
	        this.limitSeconds = source["limitSeconds"];
	        this.foreignHost = source["foreignHost"];
	        this.browserFailed = source["browserFailed"];
	        this.rejectedRequests = source["rejectedRequests"];
	        this.prompt = source["prompt"];
	        this.promptGuessed = source["promptGuessed"];
	        this.account = source["account"];
	        this.storage = source["storage"];
	        this.storageProblem = this.convertValues(source["storageProblem"], problem.Problem);
	        this.notice = this.convertValues(source["notice"], problem.Problem);
	        this.organizations = source["organizations"];
	        this.whoAmI = this.convertValues(source["whoAmI"], WhoAmI);
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class OrganizationRow {
	    id: string;
	    friendlyName: string;
	    uniqueName: string;
	    url: string;
	    region: string;
	    version: string;
	    disabled: boolean;
	    tenantId: string;
	    guest: boolean;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.friendlyName = source["friendlyName"];
	        this.uniqueName = source["uniqueName"];
	        this.url = source["url"];
	        this.region = source["region"];
	        this.version = source["version"];
	        this.disabled = source["disabled"];
	        this.tenantId = source["tenantId"];
	        this.guest = source["guest"];
	    }
	}
	export class PhoneEnrolment {
	    id: string;
	    userPrincipalName: string;
	    displayName: string;
	    tenant: string;
	    typed: string;
	    scanned: boolean;
	
	    static createFrom(source: any = {}) {
	        return new PhoneEnrolment(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.userPrincipalName = source["userPrincipalName"];
	        this.displayName = source["displayName"];
	        this.tenant = source["tenant"];
	        this.typed = source["typed"];
	        this.scanned = source["scanned"];
	    }
	}
	export class PhoneMessage {
	    id: string;
	    userPrincipalName: string;
	    displayName: string;
	    application: string;
	    kind: string;
	    number: string;
	    body: string;
	    code: string;
	    state: string;
	    createdAt: string;
	    secondsLeft: number;
	
	    static createFrom(source: any = {}) {
	        return new PhoneMessage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.userPrincipalName = source["userPrincipalName"];
	        this.displayName = source["displayName"];
	        this.application = source["application"];
	        this.kind = source["kind"];
	        this.number = source["number"];
	        this.body = source["body"];
	        this.code = source["code"];
	        this.state = source["state"];
	        this.createdAt = source["createdAt"];
	        this.secondsLeft = source["secondsLeft"];
	    }
	}
	export class PhoneCode {
	    userPrincipalName: string;
	    code: string;
	    secondsLeft: number;
	    used: boolean;
	    tenant: string;
	    fresh: boolean;
	
	    static createFrom(source: any = {}) {
	        return new PhoneCode(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.userPrincipalName = source["userPrincipalName"];
	        this.code = source["code"];
	        this.secondsLeft = source["secondsLeft"];
	        this.used = source["used"];
	        this.tenant = source["tenant"];
	        this.fresh = source["fresh"];
	    }
	}
	export class PhonePrompt {
	    id: string;
	    userPrincipalName: string;
	    displayName: string;
	    application: string;
	    place: string;
	    number: boolean;
	    key: boolean;
	    report: boolean;
	    secondsLeft: number;
	
	    static createFrom(source: any = {}) {
	        return new PhonePrompt(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.userPrincipalName = source["userPrincipalName"];
	        this.displayName = source["displayName"];
	        this.application = source["application"];
	        this.place = source["place"];
	        this.number = source["number"];
	        this.key = source["key"];
	        this.report = source["report"];
	        this.secondsLeft = source["secondsLeft"];
	    }
	}
	export class Phone {
	    prompts: PhonePrompt[];
	    codes: PhoneCode[];
	    hiddenCodes: number;
	    messages: PhoneMessage[];
	    enrolments: PhoneEnrolment[];
	
	    static createFrom(source: any = {}) {
	        return new Phone(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.prompts = this.convertValues(source["prompts"], PhonePrompt);
	        this.codes = this.convertValues(source["codes"], PhoneCode);
	        this.hiddenCodes = source["hiddenCodes"];
	        this.messages = this.convertValues(source["messages"], PhoneMessage);
	        this.enrolments = this.convertValues(source["enrolments"], PhoneEnrolment);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	
	export class PracticeState {
	    tenantId: string;
	    domain: string;
	    applicationId: string;
	    redirectUri: string;
	    organizations: number;
	    rev: number;
	    time: string;
	    aheadSeconds: number;
	    scenario: string;
	
	    static createFrom(source: any = {}) {
	        return new PracticeState(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.tenantId = source["tenantId"];
	        this.domain = source["domain"];
	        this.applicationId = source["applicationId"];
	        this.redirectUri = source["redirectUri"];
	        this.organizations = source["organizations"];
	        this.rev = source["rev"];
	        this.time = source["time"];
	        this.aheadSeconds = source["aheadSeconds"];
	        this.scenario = source["scenario"];
	    }
	}
	export class PracticeUser {
	    userPrincipalName: string;
	    displayName: string;
	    password: string;
	    totpSecret: string;
	    methods: string[];
	    states: string[];
	
	    static createFrom(source: any = {}) {
	        return new PracticeUser(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.userPrincipalName = source["userPrincipalName"];
	        this.displayName = source["displayName"];
	        this.password = source["password"];
	        this.totpSecret = source["totpSecret"];
	        this.methods = source["methods"];
	        this.states = source["states"];
	    }
	}
	export class ProfileRow {
	    id: string;
	    rev: number;
	    name: string;
	    label: string;
	    color: string;
	    pinned: boolean;
	    practice: boolean;
	    account: string;
	    tenant: string;
	    organization: string;
	    url: string;
	    status: string;
	    lastVerified: string;
	    lastUsed: string;
	    redirectTried: boolean;
	    expires: string;
	    expiry: string;
	    custom: boolean;
	    readOnly: boolean;
	    problem?: problem.Problem;
	
	    static createFrom(source: any = {}) {
	        return new ProfileRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.rev = source["rev"];
	        this.name = source["name"];
	        this.label = source["label"];
	        this.color = source["color"];
	        this.pinned = source["pinned"];
	        this.practice = source["practice"];
	        this.account = source["account"];
	        this.tenant = source["tenant"];
	        this.organization = source["organization"];
	        this.url = source["url"];
	        this.status = source["status"];
	        this.lastVerified = source["lastVerified"];
	        this.lastUsed = source["lastUsed"];
	        this.redirectTried = source["redirectTried"];
	        this.expires = source["expires"];
	        this.expiry = source["expiry"];
	        this.custom = source["custom"];
	        this.readOnly = source["readOnly"];
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RecipeInfo {
	    id: string;
	    name: string;
	    maker: string;
	    summary: string;
	    system: string;
	
	    static createFrom(source: any = {}) {
	        return new RecipeInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.maker = source["maker"];
	        this.summary = source["summary"];
	        this.system = source["system"];
	    }
	}
	export class RecipeView {
	    recipe: recipe.Recipe;
	    values: recipe.NamedValue[];
	    figures: Record<string, string>;
	    today: string;
	
	    static createFrom(source: any = {}) {
	        return new RecipeView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.recipe = this.convertValues(source["recipe"], recipe.Recipe);
	        this.values = this.convertValues(source["values"], recipe.NamedValue);
	        this.figures = source["figures"];
	        this.today = source["today"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RedirectInfo {
	    kind: string;
	    host: string;
	
	    static createFrom(source: any = {}) {
	        return new RedirectInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.host = source["host"];
	    }
	}
	export class ScenarioInfo {
	    name: string;
	    title: string;
	
	    static createFrom(source: any = {}) {
	        return new ScenarioInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	    }
	}
	export class SessionView {
	    account: string;
	    name: string;
	    homeAccountId: string;
	    tenant: string;
	    guest: boolean;
	    since: string;
	    issuedAt: string;
	    expiresAt: string;
	    mfa: string;
	    prompt: string;
	    promptGuessed: boolean;
	    storage: string;
	    accounts: AccountRow[];
	    problem?: problem.Problem;
	
	    static createFrom(source: any = {}) {
	        return new SessionView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.account = source["account"];
	        this.name = source["name"];
	        this.homeAccountId = source["homeAccountId"];
	        this.tenant = source["tenant"];
	        this.guest = source["guest"];
	        this.since = source["since"];
	        this.issuedAt = source["issuedAt"];
	        this.expiresAt = source["expiresAt"];
	        this.mfa = source["mfa"];
	        this.prompt = source["prompt"];
	        this.promptGuessed = source["promptGuessed"];
	        this.storage = source["storage"];
	        this.accounts = this.convertValues(source["accounts"], AccountRow);
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SetupView {
	    setup: transfer.Setup;
	    profile: profile.Profile;
	
	    static createFrom(source: any = {}) {
	        return new SetupView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.setup = this.convertValues(source["setup"], transfer.Setup);
	        this.profile = this.convertValues(source["profile"], profile.Profile);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Sheet {
	    name: string;
	    text: string;
	    saved: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Sheet(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.text = source["text"];
	        this.saved = source["saved"];
	    }
	}
	export class SignOut {
	    account: string;
	    profiles: string[];
	
	    static createFrom(source: any = {}) {
	        return new SignOut(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.account = source["account"];
	        this.profiles = source["profiles"];
	    }
	}
	
	

}

export namespace cloud {
	
	export class Hosts {
	    authority: string;
	    discovery: string;
	    organizations: string[];
	    ca?: string;
	    confirmed?: string;
	
	    static createFrom(source: any = {}) {
	        return new Hosts(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.authority = source["authority"];
	        this.discovery = source["discovery"];
	        this.organizations = source["organizations"];
	        this.ca = source["ca"];
	        this.confirmed = source["confirmed"];
	    }
	}

}

export namespace directory {
	
	export class AppRole {
	    value: string;
	    members?: string[];
	
	    static createFrom(source: any = {}) {
	        return new AppRole(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.value = source["value"];
	        this.members = source["members"];
	    }
	}
	export class OptionalClaims {
	    idToken?: string[];
	    accessToken?: string[];
	
	    static createFrom(source: any = {}) {
	        return new OptionalClaims(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.idToken = source["idToken"];
	        this.accessToken = source["accessToken"];
	    }
	}
	export class AppKey {
	    name: string;
	    // Go type: time
	    expires: any;
	
	    static createFrom(source: any = {}) {
	        return new AppKey(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.expires = this.convertValues(source["expires"], null);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class AppCertificate {
	    thumbprint: string;
	    subject: string;
	    // Go type: time
	    expires: any;
	
	    static createFrom(source: any = {}) {
	        return new AppCertificate(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.thumbprint = source["thumbprint"];
	        this.subject = source["subject"];
	        this.expires = this.convertValues(source["expires"], null);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ClientSecret {
	    id: string;
	    value: string;
	    // Go type: time
	    expires: any;
	
	    static createFrom(source: any = {}) {
	        return new ClientSecret(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.value = source["value"];
	        this.expires = this.convertValues(source["expires"], null);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class App {
	    applicationId: string;
	    name: string;
	    redirectUris: string[];
	    tenant?: string;
	    multiTenant: boolean;
	    platform: string;
	    allowPublicClientFlows: boolean;
	    secrets: ClientSecret[];
	    certificates: AppCertificate[];
	    keys?: AppKey[];
	    disabled?: boolean;
	    assignmentRequired?: boolean;
	    assigned?: string[];
	    notInstalled?: boolean;
	    noPermissions?: boolean;
	    idTokens?: boolean;
	    identifierUris?: string[];
	    scopes?: string[];
	    logoutUrl?: string;
	    optionalClaims?: OptionalClaims;
	    groupMembershipClaims?: string;
	    appRoles?: AppRole[];
	    requestedAccessTokenVersion?: number;
	    consent?: string;
	
	    static createFrom(source: any = {}) {
	        return new App(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.applicationId = source["applicationId"];
	        this.name = source["name"];
	        this.redirectUris = source["redirectUris"];
	        this.tenant = source["tenant"];
	        this.multiTenant = source["multiTenant"];
	        this.platform = source["platform"];
	        this.allowPublicClientFlows = source["allowPublicClientFlows"];
	        this.secrets = this.convertValues(source["secrets"], ClientSecret);
	        this.certificates = this.convertValues(source["certificates"], AppCertificate);
	        this.keys = this.convertValues(source["keys"], AppKey);
	        this.disabled = source["disabled"];
	        this.assignmentRequired = source["assignmentRequired"];
	        this.assigned = source["assigned"];
	        this.notInstalled = source["notInstalled"];
	        this.noPermissions = source["noPermissions"];
	        this.idTokens = source["idTokens"];
	        this.identifierUris = source["identifierUris"];
	        this.scopes = source["scopes"];
	        this.logoutUrl = source["logoutUrl"];
	        this.optionalClaims = this.convertValues(source["optionalClaims"], OptionalClaims);
	        this.groupMembershipClaims = source["groupMembershipClaims"];
	        this.appRoles = this.convertValues(source["appRoles"], AppRole);
	        this.requestedAccessTokenVersion = source["requestedAccessTokenVersion"];
	        this.consent = source["consent"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class AppPassword {
	    label: string;
	    value?: string;
	
	    static createFrom(source: any = {}) {
	        return new AppPassword(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.value = source["value"];
	    }
	}
	
	export class AppliedRule {
	    id: string;
	    name: string;
	    then: string;
	    result: string;
	
	    static createFrom(source: any = {}) {
	        return new AppliedRule(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.then = source["then"];
	        this.result = source["result"];
	    }
	}
	
	export class ConsentRequest {
	    id: string;
	    userPrincipalName: string;
	    applicationId: string;
	    application: string;
	    tenant: string;
	    permissions: string[];
	    reason: string;
	    state: string;
	    // Go type: time
	    time: any;
	
	    static createFrom(source: any = {}) {
	        return new ConsentRequest(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.userPrincipalName = source["userPrincipalName"];
	        this.applicationId = source["applicationId"];
	        this.application = source["application"];
	        this.tenant = source["tenant"];
	        this.permissions = source["permissions"];
	        this.reason = source["reason"];
	        this.state = source["state"];
	        this.time = this.convertValues(source["time"], null);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Person {
	    userPrincipalName: string;
	    givenName?: string;
	    surname?: string;
	    password?: string;
	    methods?: string[];
	    mobilePhone?: string;
	    officePhone?: string;
	    textSignIn?: boolean;
	    guestIn?: string;
	    guestMethods?: string[];
	    invited?: boolean;
	    emailSignIn?: boolean;
	    mfa?: string;
	    administrator?: boolean;
	    registerAgain?: boolean;
	    disabled?: boolean;
	    locked?: boolean;
	    passwordExpired?: boolean;
	    blocked?: boolean;
	    risky?: boolean;
	    highRisk?: boolean;
	    userRisk?: string;
	    signInRisk?: string;
	    consent?: string;
	    noMailbox?: boolean;
	    groups?: string[];
	    personal?: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Person(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.userPrincipalName = source["userPrincipalName"];
	        this.givenName = source["givenName"];
	        this.surname = source["surname"];
	        this.password = source["password"];
	        this.methods = source["methods"];
	        this.mobilePhone = source["mobilePhone"];
	        this.officePhone = source["officePhone"];
	        this.textSignIn = source["textSignIn"];
	        this.guestIn = source["guestIn"];
	        this.guestMethods = source["guestMethods"];
	        this.invited = source["invited"];
	        this.emailSignIn = source["emailSignIn"];
	        this.mfa = source["mfa"];
	        this.administrator = source["administrator"];
	        this.registerAgain = source["registerAgain"];
	        this.disabled = source["disabled"];
	        this.locked = source["locked"];
	        this.passwordExpired = source["passwordExpired"];
	        this.blocked = source["blocked"];
	        this.risky = source["risky"];
	        this.highRisk = source["highRisk"];
	        this.userRisk = source["userRisk"];
	        this.signInRisk = source["signInRisk"];
	        this.consent = source["consent"];
	        this.noMailbox = source["noMailbox"];
	        this.groups = source["groups"];
	        this.personal = source["personal"];
	    }
	}
	export class Rule {
	    name: string;
	    users?: string[];
	    apps?: string[];
	    ways?: string[];
	    resources?: string[];
	    contexts?: string[];
	    platforms?: string[];
	    places?: string[];
	    exceptPlaces?: string[];
	    strictPlaces?: boolean;
	    highRisk?: boolean;
	    userRisk?: string[];
	    signInRisk?: string[];
	    clients?: string[];
	    devices?: string[];
	    exceptDevices?: string[];
	    then: string;
	    reportOnly?: boolean;
	    off?: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Rule(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.users = source["users"];
	        this.apps = source["apps"];
	        this.ways = source["ways"];
	        this.resources = source["resources"];
	        this.contexts = source["contexts"];
	        this.platforms = source["platforms"];
	        this.places = source["places"];
	        this.exceptPlaces = source["exceptPlaces"];
	        this.strictPlaces = source["strictPlaces"];
	        this.highRisk = source["highRisk"];
	        this.userRisk = source["userRisk"];
	        this.signInRisk = source["signInRisk"];
	        this.clients = source["clients"];
	        this.devices = source["devices"];
	        this.exceptDevices = source["exceptDevices"];
	        this.then = source["then"];
	        this.reportOnly = source["reportOnly"];
	        this.off = source["off"];
	    }
	}
	export class Policies {
	    secondFactor?: string;
	    securityDefaults?: boolean;
	    pushWithoutNumber?: boolean;
	    showApplication?: boolean;
	    showPlace?: boolean;
	    askPhoneDigits?: boolean;
	    putOffRegistration?: boolean;
	    registrationCampaign?: string;
	    snoozeDays?: number;
	    snoozeWithoutEnd?: boolean;
	    passwordReset?: number;
	    noSystemPreferred?: boolean;
	    noFraudReports?: boolean;
	    fraudAlert?: boolean;
	    rememberDays?: number;
	    signInHours?: number;
	    neverStaySignedIn?: boolean;
	    trustHomeMfa?: boolean;
	    consentRequests?: boolean;
	    place?: string;
	    device?: string[];
	    resourcePlace?: string;
	    rules?: Rule[];
	
	    static createFrom(source: any = {}) {
	        return new Policies(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.secondFactor = source["secondFactor"];
	        this.securityDefaults = source["securityDefaults"];
	        this.pushWithoutNumber = source["pushWithoutNumber"];
	        this.showApplication = source["showApplication"];
	        this.showPlace = source["showPlace"];
	        this.askPhoneDigits = source["askPhoneDigits"];
	        this.putOffRegistration = source["putOffRegistration"];
	        this.registrationCampaign = source["registrationCampaign"];
	        this.snoozeDays = source["snoozeDays"];
	        this.snoozeWithoutEnd = source["snoozeWithoutEnd"];
	        this.passwordReset = source["passwordReset"];
	        this.noSystemPreferred = source["noSystemPreferred"];
	        this.noFraudReports = source["noFraudReports"];
	        this.fraudAlert = source["fraudAlert"];
	        this.rememberDays = source["rememberDays"];
	        this.signInHours = source["signInHours"];
	        this.neverStaySignedIn = source["neverStaySignedIn"];
	        this.trustHomeMfa = source["trustHomeMfa"];
	        this.consentRequests = source["consentRequests"];
	        this.place = source["place"];
	        this.device = source["device"];
	        this.resourcePlace = source["resourcePlace"];
	        this.rules = this.convertValues(source["rules"], Rule);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class SignIn {
	    id: string;
	    // Go type: time
	    time: any;
	    user: string;
	    application: string;
	    tenant: string;
	    way: string;
	    asked: string[];
	    code: number;
	    why: string;
	    correlation: string;
	    applicationId: string;
	    resourceId?: string;
	    address?: string;
	    client?: string;
	    platform?: string;
	    risk?: string;
	    rules?: AppliedRule[];
	
	    static createFrom(source: any = {}) {
	        return new SignIn(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.time = this.convertValues(source["time"], null);
	        this.user = source["user"];
	        this.application = source["application"];
	        this.tenant = source["tenant"];
	        this.way = source["way"];
	        this.asked = source["asked"];
	        this.code = source["code"];
	        this.why = source["why"];
	        this.correlation = source["correlation"];
	        this.applicationId = source["applicationId"];
	        this.resourceId = source["resourceId"];
	        this.address = source["address"];
	        this.client = source["client"];
	        this.platform = source["platform"];
	        this.risk = source["risk"];
	        this.rules = this.convertValues(source["rules"], AppliedRule);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}

}

export namespace problem {
	
	export class Problem {
	    kind: string;
	    code: string;
	    warning?: boolean;
	    field?: string;
	    fields?: Problem[];
	    args?: Record<string, string>;
	    oauthError?: string;
	    suberror?: string;
	    claims?: string;
	    correlationId?: string;
	    traceId?: string;
	    time?: string;
	    retryAfter?: number;
	    detail?: string;
	
	    static createFrom(source: any = {}) {
	        return new Problem(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.code = source["code"];
	        this.warning = source["warning"];
	        this.field = source["field"];
	        this.fields = this.convertValues(source["fields"], Problem);
	        this.args = source["args"];
	        this.oauthError = source["oauthError"];
	        this.suberror = source["suberror"];
	        this.claims = source["claims"];
	        this.correlationId = source["correlationId"];
	        this.traceId = source["traceId"];
	        this.time = source["time"];
	        this.retryAfter = source["retryAfter"];
	        this.detail = source["detail"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}

}

export namespace profile {
	
	export class Credential {
	    kind: string;
	    expires?: string;
	    subject?: string;
	    thumbprint?: string;
	
	    static createFrom(source: any = {}) {
	        return new Credential(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.expires = source["expires"];
	        this.subject = source["subject"];
	        this.thumbprint = source["thumbprint"];
	    }
	}
	export class Organization {
	    id: string;
	    uniqueName: string;
	    friendlyName: string;
	    url: string;
	    apiUrl: string;
	    version: string;
	    region: string;
	    tenantId: string;
	    environmentId: string;
	
	    static createFrom(source: any = {}) {
	        return new Organization(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.uniqueName = source["uniqueName"];
	        this.friendlyName = source["friendlyName"];
	        this.url = source["url"];
	        this.apiUrl = source["apiUrl"];
	        this.version = source["version"];
	        this.region = source["region"];
	        this.tenantId = source["tenantId"];
	        this.environmentId = source["environmentId"];
	    }
	}
	export class Profile {
	    schema: number;
	    id: string;
	    rev: number;
	    name: string;
	    label?: string;
	    color?: string;
	    notes?: string;
	    pinned?: boolean;
	    cloud: string;
	    online: boolean;
	    twoFactor: boolean;
	    applicationId?: string;
	    redirectUri?: string;
	    method?: string;
	    responseMode?: string;
	    doubleSlash?: boolean;
	    savePassword?: boolean;
	    signInAs?: string;
	    credential?: Credential;
	    customCloud?: cloud.Hosts;
	    extraTenants?: string[];
	    domainHint?: string;
	    tenant?: string;
	    loginHint?: string;
	    organizationUrl?: string;
	    homeAccountId?: string;
	    username?: string;
	    accountTenant?: string;
	    accountFor?: string;
	    tenantFor?: string;
	    verifiedFor?: string;
	    redirectFor?: string;
	    organization?: Organization;
	    lastVerified?: string;
	    signedInAt?: string;
	    lastPrompt?: string;
	    lastPromptGuessed?: boolean;
	    recipe?: string;
	
	    static createFrom(source: any = {}) {
	        return new Profile(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.schema = source["schema"];
	        this.id = source["id"];
	        this.rev = source["rev"];
	        this.name = source["name"];
	        this.label = source["label"];
	        this.color = source["color"];
	        this.notes = source["notes"];
	        this.pinned = source["pinned"];
	        this.cloud = source["cloud"];
	        this.online = source["online"];
	        this.twoFactor = source["twoFactor"];
	        this.applicationId = source["applicationId"];
	        this.redirectUri = source["redirectUri"];
	        this.method = source["method"];
	        this.responseMode = source["responseMode"];
	        this.doubleSlash = source["doubleSlash"];
	        this.savePassword = source["savePassword"];
	        this.signInAs = source["signInAs"];
	        this.credential = this.convertValues(source["credential"], Credential);
	        this.customCloud = this.convertValues(source["customCloud"], cloud.Hosts);
	        this.extraTenants = source["extraTenants"];
	        this.domainHint = source["domainHint"];
	        this.tenant = source["tenant"];
	        this.loginHint = source["loginHint"];
	        this.organizationUrl = source["organizationUrl"];
	        this.homeAccountId = source["homeAccountId"];
	        this.username = source["username"];
	        this.accountTenant = source["accountTenant"];
	        this.accountFor = source["accountFor"];
	        this.tenantFor = source["tenantFor"];
	        this.verifiedFor = source["verifiedFor"];
	        this.redirectFor = source["redirectFor"];
	        this.organization = this.convertValues(source["organization"], Organization);
	        this.lastVerified = source["lastVerified"];
	        this.signedInAt = source["signedInAt"];
	        this.lastPrompt = source["lastPrompt"];
	        this.lastPromptGuessed = source["lastPromptGuessed"];
	        this.recipe = source["recipe"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}

}

export namespace recipe {
	
	export class Answer {
	    text?: string;
	    go?: string;
	    code?: string;
	
	    static createFrom(source: any = {}) {
	        return new Answer(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.go = source["go"];
	        this.code = source["code"];
	    }
	}
	export class Consent {
	    who: string;
	    old?: string;
	    redirectUri?: string;
	
	    static createFrom(source: any = {}) {
	        return new Consent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.who = source["who"];
	        this.old = source["old"];
	        this.redirectUri = source["redirectUri"];
	    }
	}
	export class Defaults {
	    redirectUri?: string;
	    signInAs?: string;
	
	    static createFrom(source: any = {}) {
	        return new Defaults(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.redirectUri = source["redirectUri"];
	        this.signInAs = source["signInAs"];
	    }
	}
	export class Item {
	    text: string;
	    days: number;
	
	    static createFrom(source: any = {}) {
	        return new Item(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.days = source["days"];
	    }
	}
	export class Document {
	    id: string;
	    title: string;
	    kind: string;
	    subject?: string;
	    text?: string[];
	    items?: Item[];
	
	    static createFrom(source: any = {}) {
	        return new Document(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.kind = source["kind"];
	        this.subject = source["subject"];
	        this.text = source["text"];
	        this.items = this.convertValues(source["items"], Item);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Field {
	    label: string;
	    value?: string;
	    known?: boolean;
	    own?: boolean;
	    note?: string;
	
	    static createFrom(source: any = {}) {
	        return new Field(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.value = source["value"];
	        this.known = source["known"];
	        this.own = source["own"];
	        this.note = source["note"];
	    }
	}
	
	export class NamedValue {
	    name: string;
	    label: string;
	    value: string;
	
	    static createFrom(source: any = {}) {
	        return new NamedValue(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.label = source["label"];
	        this.value = source["value"];
	    }
	}
	export class Permission {
	    api: string;
	    name: string;
	    type: string;
	
	    static createFrom(source: any = {}) {
	        return new Permission(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.api = source["api"];
	        this.name = source["name"];
	        this.type = source["type"];
	    }
	}
	export class Question {
	    ask: string;
	    yes: Answer;
	    no: Answer;
	
	    static createFrom(source: any = {}) {
	        return new Question(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ask = source["ask"];
	        this.yes = this.convertValues(source["yes"], Answer);
	        this.no = this.convertValues(source["no"], Answer);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Term {
	    word: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new Term(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.word = source["word"];
	        this.text = source["text"];
	    }
	}
	export class ThenNow {
	    then: string;
	    now: string;
	    retired?: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ThenNow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.then = source["then"];
	        this.now = source["now"];
	        this.retired = source["retired"];
	    }
	}
	export class Step {
	    id: string;
	    title: string;
	    do: string[];
	    say?: string;
	    see?: string;
	    old?: string;
	    link?: string;
	    address?: string;
	    figure?: string;
	    values?: string[];
	    otherwise?: Question[];
	    rehearse?: string;
	
	    static createFrom(source: any = {}) {
	        return new Step(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.do = source["do"];
	        this.say = source["say"];
	        this.see = source["see"];
	        this.old = source["old"];
	        this.link = source["link"];
	        this.address = source["address"];
	        this.figure = source["figure"];
	        this.values = source["values"];
	        this.otherwise = this.convertValues(source["otherwise"], Question);
	        this.rehearse = source["rehearse"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Walkthrough {
	    id: string;
	    role: string;
	    title: string;
	    steps: Step[];
	
	    static createFrom(source: any = {}) {
	        return new Walkthrough(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.role = source["role"];
	        this.title = source["title"];
	        this.steps = this.convertValues(source["steps"], Step);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Trap {
	    title: string;
	    text: string;
	    code?: string;
	
	    static createFrom(source: any = {}) {
	        return new Trap(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.title = source["title"];
	        this.text = source["text"];
	        this.code = source["code"];
	    }
	}
	export class Screen {
	    id: string;
	    title: string;
	    where: string;
	    fields: Field[];
	    finish?: string;
	
	    static createFrom(source: any = {}) {
	        return new Screen(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.where = source["where"];
	        this.fields = this.convertValues(source["fields"], Field);
	        this.finish = source["finish"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Secret {
	    description: string;
	    months: number;
	    optional?: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Secret(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.description = source["description"];
	        this.months = source["months"];
	        this.optional = source["optional"];
	    }
	}
	export class Registration {
	    maker?: boolean;
	    name: string;
	    applicationId?: string;
	    accounts: string;
	    platform: string;
	    redirectUris: string[];
	    oldRedirectUris?: string[];
	    publicClient: boolean;
	    idTokens?: boolean;
	    accessTokens?: boolean;
	    permissions: Permission[];
	    secret?: Secret;
	    applicationUser?: string;
	
	    static createFrom(source: any = {}) {
	        return new Registration(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.maker = source["maker"];
	        this.name = source["name"];
	        this.applicationId = source["applicationId"];
	        this.accounts = source["accounts"];
	        this.platform = source["platform"];
	        this.redirectUris = source["redirectUris"];
	        this.oldRedirectUris = source["oldRedirectUris"];
	        this.publicClient = source["publicClient"];
	        this.idTokens = source["idTokens"];
	        this.accessTokens = source["accessTokens"];
	        this.permissions = this.convertValues(source["permissions"], Permission);
	        this.secret = this.convertValues(source["secret"], Secret);
	        this.applicationUser = source["applicationUser"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Recipe {
	    id: string;
	    name: string;
	    like?: string;
	    maker: string;
	    summary: string;
	    system: string;
	    products?: string[];
	    checkedOn: string;
	    sources: string[];
	    unchecked?: string[];
	    methods: string[];
	    prerequisites?: string[];
	    profile?: Defaults;
	    registration?: Registration;
	    consent?: Consent;
	    screens?: Screen[];
	    traps?: Trap[];
	    walkthroughs: Walkthrough[];
	    documents?: Document[];
	    thenAndNow?: ThenNow[];
	    terms?: Term[];
	
	    static createFrom(source: any = {}) {
	        return new Recipe(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.like = source["like"];
	        this.maker = source["maker"];
	        this.summary = source["summary"];
	        this.system = source["system"];
	        this.products = source["products"];
	        this.checkedOn = source["checkedOn"];
	        this.sources = source["sources"];
	        this.unchecked = source["unchecked"];
	        this.methods = source["methods"];
	        this.prerequisites = source["prerequisites"];
	        this.profile = this.convertValues(source["profile"], Defaults);
	        this.registration = this.convertValues(source["registration"], Registration);
	        this.consent = this.convertValues(source["consent"], Consent);
	        this.screens = this.convertValues(source["screens"], Screen);
	        this.traps = this.convertValues(source["traps"], Trap);
	        this.walkthroughs = this.convertValues(source["walkthroughs"], Walkthrough);
	        this.documents = this.convertValues(source["documents"], Document);
	        this.thenAndNow = this.convertValues(source["thenAndNow"], ThenNow);
	        this.terms = this.convertValues(source["terms"], Term);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	
	
	
	

}

export namespace registration {
	
	export class Consent {
	    answer: boolean;
	    generation?: string;
	    host: string;
	    cloud?: string;
	    tenant?: string;
	    clientId?: string;
	    scopes?: string[];
	    redirectUri?: string;
	    hasState: boolean;
	    granted: boolean;
	    problem?: problem.Problem;
	    doubts?: problem.Problem[];
	
	    static createFrom(source: any = {}) {
	        return new Consent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.answer = source["answer"];
	        this.generation = source["generation"];
	        this.host = source["host"];
	        this.cloud = source["cloud"];
	        this.tenant = source["tenant"];
	        this.clientId = source["clientId"];
	        this.scopes = source["scopes"];
	        this.redirectUri = source["redirectUri"];
	        this.hasState = source["hasState"];
	        this.granted = source["granted"];
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	        this.doubts = this.convertValues(source["doubts"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Fix {
	    clicks?: string;
	    azureCli?: string;
	    powerShell?: string;
	    graphJson?: string;
	
	    static createFrom(source: any = {}) {
	        return new Fix(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.clicks = source["clicks"];
	        this.azureCli = source["azureCli"];
	        this.powerShell = source["powerShell"];
	        this.graphJson = source["graphJson"];
	    }
	}
	export class Finding {
	    id: string;
	    state: string;
	    setting: string;
	    found?: string;
	    same?: boolean;
	    wanted?: string;
	    problem?: problem.Problem;
	    code?: string;
	    fix: Fix;
	
	    static createFrom(source: any = {}) {
	        return new Finding(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.state = source["state"];
	        this.setting = source["setting"];
	        this.found = source["found"];
	        this.same = source["same"];
	        this.wanted = source["wanted"];
	        this.problem = this.convertValues(source["problem"], problem.Problem);
	        this.code = source["code"];
	        this.fix = this.convertValues(source["fix"], Fix);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Link {
	    generation: string;
	    url: string;
	
	    static createFrom(source: any = {}) {
	        return new Link(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.generation = source["generation"];
	        this.url = source["url"];
	    }
	}
	export class Mail {
	    subject: string;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new Mail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.subject = source["subject"];
	        this.text = source["text"];
	    }
	}
	export class Output {
	    name: string;
	    text: string;
	    notes: string[];
	
	    static createFrom(source: any = {}) {
	        return new Output(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.text = source["text"];
	        this.notes = source["notes"];
	    }
	}

}

export namespace transfer {
	
	export class Argument {
	    name: string;
	    value: string;
	
	    static createFrom(source: any = {}) {
	        return new Argument(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	    }
	}
	export class Authority {
	    subject: string;
	    sha256: string;
	    expires: string;
	
	    static createFrom(source: any = {}) {
	        return new Authority(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.subject = source["subject"];
	        this.sha256 = source["sha256"];
	        this.expires = source["expires"];
	    }
	}
	export class SessionFacts {
	    account?: string;
	    tenant?: string;
	    guest?: boolean;
	    since?: string;
	    issuedAt?: string;
	    expiresAt?: string;
	    mfa?: string;
	    prompt?: string;
	    storage?: string;
	    accounts?: number;
	    problem?: LastProblem;
	
	    static createFrom(source: any = {}) {
	        return new SessionFacts(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.account = source["account"];
	        this.tenant = source["tenant"];
	        this.guest = source["guest"];
	        this.since = source["since"];
	        this.issuedAt = source["issuedAt"];
	        this.expiresAt = source["expiresAt"];
	        this.mfa = source["mfa"];
	        this.prompt = source["prompt"];
	        this.storage = source["storage"];
	        this.accounts = source["accounts"];
	        this.problem = this.convertValues(source["problem"], LastProblem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class LastProblem {
	    time?: string;
	    kind: string;
	    code: string;
	    warning?: boolean;
	    field?: string;
	    args?: Argument[];
	    oauthError?: string;
	    suberror?: string;
	    correlationId?: string;
	    traceId?: string;
	    detail?: string;
	
	    static createFrom(source: any = {}) {
	        return new LastProblem(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.time = source["time"];
	        this.kind = source["kind"];
	        this.code = source["code"];
	        this.warning = source["warning"];
	        this.field = source["field"];
	        this.args = this.convertValues(source["args"], Argument);
	        this.oauthError = source["oauthError"];
	        this.suberror = source["suberror"];
	        this.correlationId = source["correlationId"];
	        this.traceId = source["traceId"];
	        this.detail = source["detail"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Finding {
	    id: string;
	    state: string;
	    detail?: string;
	    problem?: LastProblem;
	
	    static createFrom(source: any = {}) {
	        return new Finding(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.state = source["state"];
	        this.detail = source["detail"];
	        this.problem = this.convertValues(source["problem"], LastProblem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Organization {
	    id: string;
	    uniqueName: string;
	    friendlyName: string;
	    url: string;
	    apiUrl: string;
	    version: string;
	    region: string;
	    tenantId: string;
	    environmentId: string;
	
	    static createFrom(source: any = {}) {
	        return new Organization(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.uniqueName = source["uniqueName"];
	        this.friendlyName = source["friendlyName"];
	        this.url = source["url"];
	        this.apiUrl = source["apiUrl"];
	        this.version = source["version"];
	        this.region = source["region"];
	        this.tenantId = source["tenantId"];
	        this.environmentId = source["environmentId"];
	    }
	}
	export class Certificate {
	    sha256: string;
	    pem?: string;
	
	    static createFrom(source: any = {}) {
	        return new Certificate(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sha256 = source["sha256"];
	        this.pem = source["pem"];
	    }
	}
	export class CustomCloud {
	    authority: string;
	    discovery: string;
	    organizations: string[];
	    certificates?: Certificate[];
	
	    static createFrom(source: any = {}) {
	        return new CustomCloud(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.authority = source["authority"];
	        this.discovery = source["discovery"];
	        this.organizations = source["organizations"];
	        this.certificates = this.convertValues(source["certificates"], Certificate);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Settings {
	    name: string;
	    label?: string;
	    color?: string;
	    notes?: string;
	    cloud: string;
	    authority?: string;
	    online: boolean;
	    twoFactor: boolean;
	    applicationId?: string;
	    redirectUri?: string;
	    method?: string;
	    responseMode?: string;
	    doubleSlash?: boolean;
	    signInAs?: string;
	    customCloud?: CustomCloud;
	    tenant?: string;
	    extraTenants?: string[];
	    domainHint?: string;
	    loginHint?: string;
	    organizationUrl?: string;
	    organization?: Organization;
	    recipe?: string;
	
	    static createFrom(source: any = {}) {
	        return new Settings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.label = source["label"];
	        this.color = source["color"];
	        this.notes = source["notes"];
	        this.cloud = source["cloud"];
	        this.authority = source["authority"];
	        this.online = source["online"];
	        this.twoFactor = source["twoFactor"];
	        this.applicationId = source["applicationId"];
	        this.redirectUri = source["redirectUri"];
	        this.method = source["method"];
	        this.responseMode = source["responseMode"];
	        this.doubleSlash = source["doubleSlash"];
	        this.signInAs = source["signInAs"];
	        this.customCloud = this.convertValues(source["customCloud"], CustomCloud);
	        this.tenant = source["tenant"];
	        this.extraTenants = source["extraTenants"];
	        this.domainHint = source["domainHint"];
	        this.loginHint = source["loginHint"];
	        this.organizationUrl = source["organizationUrl"];
	        this.organization = this.convertValues(source["organization"], Organization);
	        this.recipe = source["recipe"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class System {
	    latchkey: string;
	    os: string;
	    arch: string;
	    go?: string;
	    door?: string;
	    keychain?: string;
	    timeZone?: string;
	
	    static createFrom(source: any = {}) {
	        return new System(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.latchkey = source["latchkey"];
	        this.os = source["os"];
	        this.arch = source["arch"];
	        this.go = source["go"];
	        this.door = source["door"];
	        this.keychain = source["keychain"];
	        this.timeZone = source["timeZone"];
	    }
	}
	export class Bundle {
	    made: string;
	    includesNames: boolean;
	    note?: string;
	    system: System;
	    profile?: Settings;
	    findings: Finding[];
	    session?: SessionFacts;
	    problems: LastProblem[];
	    unanswered?: boolean;
	    log: string[];
	
	    static createFrom(source: any = {}) {
	        return new Bundle(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.made = source["made"];
	        this.includesNames = source["includesNames"];
	        this.note = source["note"];
	        this.system = this.convertValues(source["system"], System);
	        this.profile = this.convertValues(source["profile"], Settings);
	        this.findings = this.convertValues(source["findings"], Finding);
	        this.session = this.convertValues(source["session"], SessionFacts);
	        this.problems = this.convertValues(source["problems"], LastProblem);
	        this.unanswered = source["unanswered"];
	        this.log = source["log"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	export class Host {
	    host: string;
	    purpose: string;
	    trusted: boolean;
	    refused: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Host(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.host = source["host"];
	        this.purpose = source["purpose"];
	        this.trusted = source["trusted"];
	        this.refused = source["refused"];
	    }
	}
	
	
	
	
	export class Setup {
	    made: string;
	    company: string;
	    note: string;
	    sender: string;
	    hosts: Host[];
	    authorities: Authority[];
	    warnings: problem.Problem[];
	
	    static createFrom(source: any = {}) {
	        return new Setup(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.made = source["made"];
	        this.company = source["company"];
	        this.note = source["note"];
	        this.sender = source["sender"];
	        this.hosts = this.convertValues(source["hosts"], Host);
	        this.authorities = this.convertValues(source["authorities"], Authority);
	        this.warnings = this.convertValues(source["warnings"], problem.Problem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}

}

