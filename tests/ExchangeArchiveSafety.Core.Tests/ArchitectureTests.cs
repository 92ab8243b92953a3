using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Who may know whom: cmdlets to Connectors to Core, cmdlets to Core; Core knows nobody, the lab knows no product assembly.</summary>
public class ArchitectureTests
{
    private const string Cmdlets = "ExchangeArchiveSafety";
    private const string Core = "ExchangeArchiveSafety.Core";
    private const string Connectors = "ExchangeArchiveSafety.Connectors";

    // Keeps Connectors apart on PowerShell 7; found by its name.
    private const string Isolation = "ExchangeArchiveSafety.Isolation";
    private const string Lab = "ExchangeArchiveSafety.Lab";
    private const string LabExchange = "ExchangeArchiveSafety.Lab.Exchange";

    // Makes the help while the module is built; nobody compiles against it.
    private const string Help = "ExchangeArchiveSafety.Help";

    // Makes the packages; not shipped.
    private const string Pack = "ExchangeArchiveSafety.Pack";

    // Whom each project may compile against.
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        [Core] = [],
        [Connectors] = [Core],
        [Cmdlets] = [Core],
        [Isolation] = [],
        [Lab] = [],
        [LabExchange] = [],
        [Help] = [],
        [Pack] = [],
    };

    internal static readonly string Root = FindRoot();

    // Whose types each room of Core may name. What reads, writes and judges is built on what is known, never the other way round.
    private static readonly Dictionary<string, string[]> RoomMayKnow = new()
    {
        ["Text"] = [],
        ["Errors"] = ["Text", "Inventory"],
        ["Files"] = ["Text", "Errors"],
        ["Tenant"] = ["Text", "Errors", "Files", "Conflicts"],
        ["Conflicts"] = ["Text", "Tenant", "Forecast"],
        ["Forecast"] = ["Text", "Tenant", "Conflicts"],
        ["Inventory"] = ["Text", "Duplicates"],
        ["Mailboxes"] = ["Text", "Errors", "Inventory", "Duplicates", "Readiness"],
        ["Duplicates"] = ["Text", "Errors", "Inventory", "Mailboxes"],
        ["Journal"] = ["Text", "Errors", "Files", "Inventory", "Mailboxes", "Suspension", "Readiness", "Duplicates", "Guard"],
        ["Suspension"] = ["Text", "Errors", "Tenant", "Conflicts", "Journal"],
        ["Removal"] = ["Text", "Errors", "Files", "Tenant", "Conflicts", "Inventory", "Mailboxes", "Duplicates", "Journal"],
        ["Guard"] = ["Text", "Errors", "Files", "Tenant", "Conflicts", "Journal", "Suspension"],
        ["Reports"] = ["Text", "Errors", "Files", "Tenant", "Conflicts", "Forecast", "Duplicates", "Journal", "Suspension", "Removal", "Readiness", "Guard"],
        ["Readiness"] = ["Text", "Errors", "Files", "Tenant", "Conflicts", "Guard", "Inventory", "Mailboxes", "Duplicates", "Journal", "Suspension"],
    };

    public static TheoryData<string> Projects => [.. ProjectNames];

    private static IEnumerable<string> ProjectNames =>
        Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    [Fact]
    public void Every_project_has_its_place_in_the_house()
    {
        var projects = ProjectNames.ToHashSet();
        Assert.Subset(MayKnow.Keys.ToHashSet(), projects);
        Assert.Superset(new HashSet<string> { Core, Cmdlets, Lab, LabExchange, Help, Pack }, projects);
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(Connectors)]
    [InlineData(Cmdlets)]
    public void What_is_shipped_asks_no_variable_of_the_environment_by_itself(string project)
    {
        // Where the journal lies is the one question, asked by a function that is handed over.
        var sources = SourcesOf(project).ToList();
        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, path => Regex.IsMatch(File.ReadAllText(path), @"\bGetEnvironmentVariables?\(|\bExpandEnvironmentVariables\("));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_compiles_only_against_those_it_may_know(string project)
    {
        foreach (var (referenced, compiled) in ReferencesOf(project))
        {
            Assert.True(!compiled || MayKnow[project].Contains(referenced), project + " compiles against " + referenced);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_takes_no_assembly_by_path(string project)
    {
        Assert.Empty(Load(project).Descendants("Reference").Concat(Load(project).Descendants("HintPath")));
    }

    [Theory]
    [InlineData(Lab)]
    [InlineData(LabExchange)]
    public void The_lab_only_has_the_product_built_and_never_references_it(string project)
    {
        Assert.DoesNotContain(ReferencesOf(project), reference => reference.Compiled);
        Assert.All(ReferencesOf(project), reference => Assert.Contains(reference.Name, new[] { Cmdlets, LabExchange }));
        Assert.DoesNotContain(Load(project).Descendants("Compile"), item => ((string?)item.Attribute("Include"))?.Contains("..", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void Core_takes_no_package_but_what_the_newer_framework_has_in_the_box()
    {
        string[] inTheBox = ["System.Text.Json", "System.Memory"];
        foreach (var package in Load(Core).Descendants("PackageReference"))
        {
            Assert.Contains((string)package.Attribute("Include")!, inTheBox);
            Assert.Contains("netstandard2.0", (string?)package.Parent!.Attribute("Condition") ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Core_references_nothing_but_the_base_class_library()
    {
        var core = typeof(ConflictAnalyzer).Assembly;
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = core.GetReferencedAssemblies();
        Assert.NotEmpty(references);
        foreach (var reference in references)
        {
            Assert.True(File.Exists(Path.Combine(framework, reference.Name + ".dll")), "Core references " + reference.Name);
            Assert.DoesNotMatch(@"^System\.Management", reference.Name!);
            Assert.DoesNotMatch(@"^System\.Net\.(Http|Sockets|Requests|WebClient|Mail)", reference.Name!);
        }
    }

    [Fact]
    public void Core_shows_no_type_of_anybody_else()
    {
        var core = typeof(ConflictAnalyzer).Assembly;
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        foreach (var type in core.GetExportedTypes())
        {
            foreach (var seen in type.GetMembers().SelectMany(Seen).SelectMany(Parts))
            {
                Assert.True(
                    seen.Assembly == core || Path.GetDirectoryName(seen.Assembly.Location) == framework,
                    type + " shows " + seen + " of " + seen.Assembly.GetName().Name);
            }
        }
    }

    [Fact]
    public void The_source_of_the_lab_uses_no_namespace_of_the_product()
    {
        var files = SourcesOf(Lab).Concat(SourcesOf(LabExchange)).ToList();
        Assert.NotEmpty(files);
        var usesProduct = new Regex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?(global::)?ExchangeArchiveSafety(?!\.Lab\b)", RegexOptions.Multiline);
        var inProduct = new Regex(@"^\s*namespace\s+ExchangeArchiveSafety(?!\.Lab\b)", RegexOptions.Multiline);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.False(usesProduct.IsMatch(text), file + " uses the product");
            Assert.False(inProduct.IsMatch(text), file + " is in a namespace of the product");
        }
    }

    [Fact]
    public void The_source_of_core_uses_no_cmdlets_no_network_and_no_chance()
    {
        foreach (var file in SourcesOf(Core))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotMatch(@"using\s+(System\.Management\.Automation|System\.Net|Microsoft\.)", text);
            if (Path.GetRelativePath(Path.Combine(Root, "src", Core), file).Split(Path.DirectorySeparatorChar)[0] is "Conflicts" or "Tenant" or "Text")
            {
                Assert.DoesNotMatch(@"\b(Random|Environment)\b\s*[.(]", text);
            }
        }
    }

    /// <summary>The tree is the map: what is only this house's business has its room's namespace, what others see has the root's.</summary>
    [Theory]
    [InlineData(Core, "ExchangeArchiveSafety")]
    [InlineData(Connectors, "ExchangeArchiveSafety.Connectors")]
    [InlineData(Cmdlets, "ExchangeArchiveSafety")]
    public void Internal_types_live_in_their_room_and_public_ones_at_the_door(string project, string root)
    {
        var declared = new Regex(@"^(public|internal)\s+(?:(?:static|sealed|abstract|readonly|partial|ref|unsafe)\s+)*(?:class|record struct|record|struct|interface|enum|delegate)\s", RegexOptions.Multiline);
        var folder = Path.Combine(Root, "src", project);
        var files = SourcesOf(project).Where(file => Path.GetDirectoryName(file) != folder).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            var seen = declared.Matches(text).Select(match => match.Groups[1].Value).Distinct().ToList();
            Assert.True(seen.Count == 1, file + " holds types for others and types for itself");
            var room = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            // The name of a cmdlet's class stands in the FullyQualifiedErrorId of all its errors, which scripts compare: it stays what it was.
            var home = seen[0] == "public" && room != "Commands" ? Cmdlets : root + "." + room;
            Assert.True(text.Contains("namespace " + home + ";", StringComparison.Ordinal), file + " belongs to the namespace " + home);
        }
    }

    [Fact]
    public void A_room_of_core_names_only_the_types_of_rooms_it_may_know()
    {
        var declared = new Regex(@"^(?:public|internal)\s+(?:(?:static|sealed|abstract|readonly|partial|ref|unsafe)\s+)*(?:class|record struct|record|struct|interface|enum|delegate)\s+(\w+)", RegexOptions.Multiline);
        var folder = Path.Combine(Root, "src", Core);
        var files = SourcesOf(Core)
            .Select(file => (Room: Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0], File: file, Code: Regex.Replace(File.ReadAllText(file), @"//.*|""(?:[^""\\]|\\.)*""", "")))
            .Where(file => !file.Room.EndsWith(".cs", StringComparison.Ordinal)).ToList();

        // These two are also names of properties, which a look at the text cannot tell from them.
        var homes = files.SelectMany(file => declared.Matches(file.Code).Select(match => (Name: match.Groups[1].Value, file.Room)))
            .Where(type => type.Name is not ("Mailbox" or "Known")).DistinctBy(type => type.Name).ToDictionary(type => type.Name, type => type.Room);
        Assert.Equal(RoomMayKnow.Keys.Order(), files.Select(file => file.Room).Distinct().Order());
        foreach (var (room, file, code) in files)
        {
            var named = Regex.Matches(code, @"(?<![.\w])[A-Z]\w+").Select(match => match.Value).Distinct().Where(homes.ContainsKey);
            Assert.All(named, name => Assert.True(homes[name] == room || RoomMayKnow[room].Contains(homes[name]), file + " names " + name + " of " + homes[name]));
        }
    }

    /// <summary>A whole file comes into being in one way, and what is made for its owner alone is made in one place.</summary>
    [Fact]
    public void Only_the_room_of_files_renames_and_flushes()
    {
        var files = new[] { Cmdlets, Core, Connectors }.SelectMany(SourcesOf).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "Files").ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotMatch(@"\bFile\.(Move|Replace|Copy|Create|WriteAll\w+|AppendAll\w+)\(", text);
            Assert.False(text.Contains("flushToDisk", StringComparison.Ordinal), file + " flushes by itself");
        }

        // And what writes files knows nothing of what is in them.
        Assert.All(SourcesOf(Core).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "Files"), file => Assert.DoesNotMatch(@"\b(Journal|Suspension|Removal)\w+", Regex.Replace(File.ReadAllText(file), "//.*", "")));
    }

    /// <summary>A cmdlet waits for other threads in one way, and shows how far it is in one way. A completion waits half a second and goes away, so it has a watch and a thread of its own.</summary>
    [Theory]
    [InlineData("AsyncWaitHandle", "PipelineWait.cs")]
    [InlineData("Task.Run(", "FileValues.cs", "MailboxScans.cs", "PipelineWait.cs")]
    [InlineData("WriteProgress", "StoppableCommand.cs")]
    [InlineData("ProgressRecordType", "WorkProgress.cs")]
    [InlineData("Stopwatch.StartNew", "CompletionMemory.cs", "ExchangeSession.cs", "StoppableCommand.cs")]
    public void One_place_waits_and_one_shows_progress(string used, params string[] places) =>
        Assert.Equal(places, SourcesOf(Cmdlets).Where(file => File.ReadAllText(file).Contains(used, StringComparison.Ordinal)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    /// <summary>A room is worth a door: it holds three files at least.</summary>
    [Fact]
    public void No_room_of_the_cmdlets_holds_a_file_or_two() =>
        Assert.All(SourcesOf(Cmdlets).GroupBy(file => Path.GetDirectoryName(file)).Where(room => Path.GetFileName(room.Key) != Cmdlets), room => Assert.InRange(room.Count(), 3, 100));

    /// <summary>An error id is a name that the compiler knows; written out it would be one that nobody finds again.</summary>
    [Fact]
    public void No_error_id_is_written_out_but_in_its_home()
    {
        var writtenOut = new Regex("\"(" + string.Join('|', typeof(ErrorIds).GetFields().Select(id => id.Name)) + ")\"");
        Assert.Matches(writtenOut, "new(\"JournalBusy\", path)");
        var files = new[] { Cmdlets, Core, Connectors }.SelectMany(SourcesOf).Where(file => Path.GetFileName(file) != nameof(ErrorIds) + ".cs").ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(writtenOut, File.ReadAllText(file)));
    }

    /// <summary>An error is shown and ends a command in one way, and its sentence is filled in one way.</summary>
    [Fact]
    public void Only_one_place_makes_error_records_and_only_one_fills_sentences()
    {
        var files = new[] { Cmdlets, Core, Connectors }.SelectMany(SourcesOf).ToDictionary(file => file, File.ReadAllText);
        Assert.Equal("ErrorRecords.cs", Path.GetFileName(Assert.Single(files, file => Regex.IsMatch(file.Value, @"\bErrorCategory\b|new ErrorRecord\b|\.ThrowTerminatingError\(|\bWriteError\(")).Key));
        Assert.Equal("DisplayText.cs", Path.GetFileName(Assert.Single(files, file => Regex.IsMatch(file.Value, @"\b[sS]tring\.Format\(|\bAppendFormat\(")).Key));
    }

    /// <summary>What was compiled counts, whatever it is called in the source: time is passed in, also to what waits and what writes.</summary>
    [Fact]
    public void Core_reads_no_clock_anywhere() => Assert.Empty(ClockUse.In(typeof(ConflictAnalyzer).Assembly.Location));

    /// <summary>The search for clocks finds them where they are.</summary>
    [Fact]
    public void A_clock_that_is_read_is_found()
    {
        Assert.Contains("ClockReader.Read reads DateTime.get_UtcNow", ClockUse.In(typeof(ClockReader).Assembly.Location));
        Assert.Contains("ClockReader.Watch reads Stopwatch.GetTimestamp", ClockUse.In(typeof(ClockReader).Assembly.Location));
    }

    private static IEnumerable<(string Name, bool Compiled)> ReferencesOf(string project) => Load(project)
        .Descendants("ProjectReference")
        .Select(reference => (
            Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')),
            !string.Equals((string?)reference.Attribute("ReferenceOutputAssembly") ?? (string?)reference.Element("ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase)));

    private static XDocument Load(string project) => XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"));

    private static IEnumerable<string> SourcesOf(string project)
    {
        var folder = Path.Combine(Root, "src", project);
        return Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"));
    }

    private static IEnumerable<Type> Seen(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method is MethodInfo returning ? returning.ReturnType : typeof(void)),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        EventInfo happening => [happening.EventHandlerType!],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericParameter ? []
        : type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ExchangeArchiveSafety.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The solution was not found above " + AppContext.BaseDirectory);
    }
}
