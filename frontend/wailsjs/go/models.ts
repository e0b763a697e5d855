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
	export class ManualField {
	    name: string;
	    value: string;
	    secret: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ManualField(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	        this.secret = source["secret"];
	    }
	}
	export class ManualPlan {
	    id: string;
	    authorizeUrl: string;
	    tokenUrl: string;
	    curl: string;
	    powershell: string;
	    fields: ManualField[];
	    postman: string;
	    foreignHost: string;
	    warnings: problem.Problem[];
	
	    static createFrom(source: any = {}) {
	        return new ManualPlan(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.authorizeUrl = source["authorizeUrl"];
	        this.tokenUrl = source["tokenUrl"];
	        this.curl = source["curl"];
	        this.powershell = source["powershell"];
	        this.fields = this.convertValues(source["fields"], ManualField);
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
	export class ManualResult {
	    account: string;
	    tenant: string;
	    resource: string;
	    expiresOn: string;
	    refreshToken: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ManualResult(source);
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
	    way: string;
	    rung: string;
	    fell?: problem.Problem;
	    doubt: boolean;
	    insists: boolean;
	    deviceCode?: DeviceCode;
	    guest: string;
	    tenants: TenantResult[];
	    startedAt: string;
	    limitSeconds: number;
	    foreignHost: string;
	    browserFailed: boolean;
	    strays: number;
	    prompt: string;
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
	        this.way = source["way"];
	        this.rung = source["rung"];
	        this.fell = this.convertValues(source["fell"], problem.Problem);
	        this.doubt = source["doubt"];
	        this.insists = source["insists"];
	        this.deviceCode = this.convertValues(source["deviceCode"], DeviceCode);
	        this.guest = source["guest"];
	        this.tenants = this.convertValues(source["tenants"], TenantResult);
	        this.startedAt = source["startedAt"];
	        this.limitSeconds = source["limitSeconds"];
	        this.foreignHost = source["foreignHost"];
	        this.browserFailed = source["browserFailed"];
	        this.strays = source["strays"];
	        this.prompt = source["prompt"];
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
	    number: boolean;
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
	        this.number = source["number"];
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
	    practice: boolean;
	    organization: string;
	    url: string;
	    status: string;
	    lastVerified: string;
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
	        this.practice = source["practice"];
	        this.organization = source["organization"];
	        this.url = source["url"];
	        this.status = source["status"];
	        this.lastVerified = source["lastVerified"];
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

export namespace entra {
	
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
	    consent?: string;
	
	    static createFrom(source: any = {}) {
	        return new App(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.applicationId = source["applicationId"];
	        this.name = source["name"];
	        this.redirectUris = source["redirectUris"];
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
	export class Outcome {
	    word: string;
	    code: number;
	    meaning: string;
	
	    static createFrom(source: any = {}) {
	        return new Outcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.word = source["word"];
	        this.code = source["code"];
	        this.meaning = source["meaning"];
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
	    guestIn?: string;
	    guestMethods?: string[];
	    mfa?: string;
	    administrator?: boolean;
	    registerAgain?: boolean;
	    disabled?: boolean;
	    locked?: boolean;
	    passwordExpired?: boolean;
	    blocked?: boolean;
	    risky?: boolean;
	    consent?: string;
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
	        this.guestIn = source["guestIn"];
	        this.guestMethods = source["guestMethods"];
	        this.mfa = source["mfa"];
	        this.administrator = source["administrator"];
	        this.registerAgain = source["registerAgain"];
	        this.disabled = source["disabled"];
	        this.locked = source["locked"];
	        this.passwordExpired = source["passwordExpired"];
	        this.blocked = source["blocked"];
	        this.risky = source["risky"];
	        this.consent = source["consent"];
	        this.personal = source["personal"];
	    }
	}
	export class Rule {
	    name: string;
	    users?: string[];
	    apps?: string[];
	    ways?: string[];
	    then: string;
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
	        this.then = source["then"];
	        this.off = source["off"];
	    }
	}
	export class Policies {
	    secondFactor?: string;
	    securityDefaults?: boolean;
	    pushWithoutNumber?: boolean;
	    noFraudReports?: boolean;
	    rememberDays?: number;
	    signInHours?: number;
	    neverStaySignedIn?: boolean;
	    consentRequests?: boolean;
	    rules?: Rule[];
	
	    static createFrom(source: any = {}) {
	        return new Policies(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.secondFactor = source["secondFactor"];
	        this.securityDefaults = source["securityDefaults"];
	        this.pushWithoutNumber = source["pushWithoutNumber"];
	        this.noFraudReports = source["noFraudReports"];
	        this.rememberDays = source["rememberDays"];
	        this.signInHours = source["signInHours"];
	        this.neverStaySignedIn = source["neverStaySignedIn"];
	        this.consentRequests = source["consentRequests"];
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
	
	    static createFrom(source: any = {}) {
	        return new SignIn(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.time = this.convertValues(source["time"], null);
	        this.user = source["user"];
	        this.application = source["application"];
	        this.tenant = source["tenant"];
	        this.way = source["way"];
	        this.asked = source["asked"];
	        this.code = source["code"];
	        this.why = source["why"];
	        this.correlation = source["correlation"];
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
	    organization?: Organization;
	    lastVerified?: string;
	    signedInAt?: string;
	    lastPrompt?: string;
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
	        this.organization = this.convertValues(source["organization"], Organization);
	        this.lastVerified = source["lastVerified"];
	        this.signedInAt = source["signedInAt"];
	        this.lastPrompt = source["lastPrompt"];
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

