using System.Management.Automation;
using System.Reflection;

namespace ExchangeArchiveSafety;

/// <summary>
/// Loads Core for this edition of PowerShell when the module is imported; until then no public type of the cmdlets may need it (a test holds that). On Windows
/// PowerShell it also finds the module's libraries from then on: about a quarter of the references among them name another version than the file has, which .NET
/// Framework does not forgive by itself.
/// </summary>
public sealed class ModuleAssemblies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string Core = "ExchangeArchiveSafety.Core.dll";

    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">The module is incomplete.</exception>
    public void OnImport()
    {
        if (EditionFolder.IsWindowsPowerShell)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }

        _ = Assembly.LoadFrom(Path.Combine(EditionFolder.Path, Core));
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    /// <summary>Refuses to go on when the session already holds an older version of a library: which of the two would be used is chance.</summary>
    /// <param name="folder">The folder of the libraries.</param>
    /// <exception cref="FileLoadException">It does.</exception>
    internal static void EnsureNothingOlder(string folder)
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName()).ToArray();
        foreach (var file in Directory.GetFiles(folder, "*.dll"))
        {
            var shipped = AssemblyName.GetAssemblyName(file);
            if (Array.Find(loaded, name => string.Equals(name.Name, shipped.Name, StringComparison.OrdinalIgnoreCase) && name.Version < shipped.Version) is { } older)
            {
                throw new FileLoadException(DisplayText.Sentence(Messages.OlderAssembly, shipped.Name, older.Version, shipped.Version), file);
            }
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs args)
    {
        var requested = new AssemblyName(args.Name);
        var file = new[] { EditionFolder.Path, EditionFolder.Dependencies }.Select(folder => Path.Combine(folder, requested.Name + ".dll")).FirstOrDefault(File.Exists);
        return file is not null && DependencyRequest.IsAnsweredBy(requested, args.RequestingAssembly?.Location, EditionFolder.Module, AssemblyName.GetAssemblyName(file))
            ? Assembly.LoadFrom(file)
            : null;
    }
}
