{{- define "milestone.name" -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "milestone.selector" -}}
app.kubernetes.io/name: milestone
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "milestone.labels" -}}
{{ include "milestone.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "milestone.secretName" -}}
{{- .Values.existingSecret | default (include "milestone.name" .) -}}
{{- end -}}

{{- define "milestone.hasManyTenants" -}}
{{- if eq (toString (index .Values.config "MULTI_TENANT")) "true" }}yes{{ end -}}
{{- end -}}

{{/* The container of the server and of the command line: one image, one configuration. */}}
{{- define "milestone.container" -}}
image: {{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env:
  {{- range $name, $value := .Values.config }}
  - name: {{ $name }}
    value: {{ $value | quote }}
  {{- end }}
  {{- if not (hasKey .Values.config "NODE_COUNT") }}
  # One more while an upgrade replaces them.
  - name: NODE_COUNT
    value: {{ add .Values.replicas 1 | quote }}
  {{- end }}
{{- if or .Values.existingSecret .Values.secrets }}
envFrom:
  - secretRef:
      name: {{ include "milestone.secretName" . }}
{{- end }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
volumeMounts:
  - name: data
    mountPath: /var/lib/milestone
  - name: tmp
    mountPath: /tmp
{{- end -}}

{{- define "milestone.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  # Everything that is kept is in the database.
  - name: data
    emptyDir: {}
  - name: tmp
    emptyDir: {}
{{- end -}}
