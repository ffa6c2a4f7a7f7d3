"""The rule `python_types`: a description in, a Python type package out, as one hermetic action.

What the action may read is what the rule names, so the sandbox refuses a description that refers to a file which is not
declared. The lock of names is an input and never written (`--locked`).
"""

def _python_types(ctx):
    package = ctx.actions.declare_directory(ctx.attr.package)
    inputs = [ctx.file.config, ctx.file.version] + ctx.files.srcs + ([ctx.file.lock] if ctx.file.lock else [])
    ctx.actions.run(
        executable = ctx.executable.codegen,
        arguments = [
            ctx.file.version.path,
            "generate",
            "--config",
            ctx.file.config.path,
            "--only",
            ctx.attr.package,
            "--locked",
            "--quiet",
            "--output",
            package.dirname,
        ],
        inputs = inputs,
        outputs = [package],
        mnemonic = "PythonTypes",
        progress_message = "Python types of " + ctx.attr.package,
        use_default_shell_env = True,  # PATH as --action_env has it, and nothing else
        execution_requirements = {"block-network": "1"},
    )
    return [DefaultInfo(files = depset([package]), runfiles = ctx.runfiles([package]))]

python_types = rule(
    implementation = _python_types,
    attrs = {
        "package": attr.string(mandatory = True, doc = "The package's name in the configuration."),
        "config": attr.label(allow_single_file = [".toml"], mandatory = True),
        "srcs": attr.label_list(allow_files = True, doc = "The description, what it refers to, and overlays."),
        "lock": attr.label(allow_single_file = True, doc = "The lock of names, unless the configuration has `lock = false`."),
        "version": attr.label(allow_single_file = True, default = "//codegen:version.txt"),
        "codegen": attr.label(executable = True, allow_single_file = True, cfg = "exec", default = "//codegen:codegen.sh"),
    },
)
