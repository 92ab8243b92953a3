using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>Which requests the module answers on Windows PowerShell, where all modules share one place for assemblies.</summary>
public class DependencyRequestTests
{
    private const string Token = ", Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";

    [Theory]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, "module/ExchangeArchiveSafety.Core.dll", true)]
    [InlineData("System.Text.Json, Version=6.0.0.0" + Token, "module/dependencies/Other.dll", true)]
    [InlineData("system.text.json" + Token, "module/ExchangeArchiveSafety.dll", true)]
    [InlineData("System.Text.Json, Version=9.0.0.0" + Token, "module/ExchangeArchiveSafety.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a", "module/ExchangeArchiveSafety.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6", "module/ExchangeArchiveSafety.dll", false)]
    [InlineData("System.Text.Json.More, Version=8.0.0.6" + Token, "module/ExchangeArchiveSafety.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, "modules/Other.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, "module2/Other.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, "", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, null, false)]
    public void Only_our_own_requests_are_answered_and_never_with_something_older(string requested, string? requester, bool answered)
    {
        var module = Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(StagedModule.Manifest)!, "ExchangeArchiveSafety.dll"));
        var rule = module.GetType("ExchangeArchiveSafety.Loading.DependencyRequest", throwOnError: true)!.GetMethod("IsAnsweredBy")!;
        var answer = rule.Invoke(null, [new AssemblyName(requested), requester, Path.GetFullPath("module"), new AssemblyName("System.Text.Json, Version=8.0.0.6" + Token)]);
        Assert.Equal(answered, answer);
    }

    /// <summary>The build for Windows PowerShell says which two versions there are and what to do. It is asked here apart from everything else, for it is another build of what runs here.</summary>
    [Fact]
    public void An_older_assembly_in_the_session_is_named_with_ours_and_with_the_way_out()
    {
        var folder = Directory.CreateTempSubdirectory("older").FullName;
        var apart = new AssemblyLoadContext("Windows PowerShell", isCollectible: true);
        try
        {
            _ = AppDomain.CurrentDomain.Load(StandIn("Eas.Older", "1.2.3.4"));
            File.WriteAllBytes(Path.Combine(folder, "Eas.Older.dll"), StandIn("Eas.Older", "2.0.0.0"));
            var build = Path.Combine(Path.GetDirectoryName(StagedModule.Manifest)!, "netstandard2.0");
            apart.Resolving += (_, name) => File.Exists(Path.Combine(build, name.Name + ".dll")) ? apart.LoadFromAssemblyPath(Path.Combine(build, name.Name + ".dll")) : null;
            var check = apart.LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(build)!, "ExchangeArchiveSafety.dll")).GetType("ExchangeArchiveSafety.ModuleAssemblies", throwOnError: true)!
                .GetMethod("EnsureNothingOlder", BindingFlags.Static | BindingFlags.NonPublic)!;

            var error = Assert.IsType<FileLoadException>(Assert.Throws<TargetInvocationException>(() => check.Invoke(null, [folder])).InnerException);
            Assert.All((string[])["Eas.Older", "1.2.3.4", "2.0.0.0", "Start a new session"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));

            File.WriteAllBytes(Path.Combine(folder, "Eas.Older.dll"), StandIn("Eas.Older", "1.2.3.4"));
            _ = check.Invoke(null, [folder]);
        }
        finally
        {
            apart.Unload();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] StandIn(string name, string version)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new(version) }, typeof(object).Assembly);
        assembly.DefineDynamicModule(name);
        using var bytes = new MemoryStream();
        assembly.Save(bytes);
        return bytes.ToArray();
    }
}
