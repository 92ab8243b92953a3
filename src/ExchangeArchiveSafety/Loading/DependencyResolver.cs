#if !NET
using System.Management.Automation;
using System.Reflection;

namespace ExchangeArchiveSafety;

/// <summary>
/// Finds the module's libraries on Windows PowerShell, from its <c>dependencies</c> folder. About a quarter of the references in there
/// name another version than the file has, which .NET Framework does not forgive by itself.
/// </summary>
public sealed class DependencyResolver : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string ModuleFolder = Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

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
        var file = Path.Combine(ModuleFolder, "dependencies", requested.Name + ".dll");
        return File.Exists(file) && DependencyRequest.IsAnsweredBy(requested, args.RequestingAssembly?.Location, ModuleFolder, AssemblyName.GetAssemblyName(file))
            ? Assembly.LoadFrom(file)
            : null;
    }
}
#endif
